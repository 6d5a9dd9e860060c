/**
 * Who reads: told apart, made unrecognisable, told from robots; and what they do, on its
 * way to the log.
 */
@NullMarked
package io.broadsheet.ingest.audience;

import org.jspecify.annotations.NullMarked;
