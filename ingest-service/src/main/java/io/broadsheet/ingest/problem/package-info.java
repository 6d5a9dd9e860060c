/**
 * How errors are told to clients: as problems of RFC 9457.
 */
@NullMarked
package io.broadsheet.ingest.problem;

import org.jspecify.annotations.NullMarked;
