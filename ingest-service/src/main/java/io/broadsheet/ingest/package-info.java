/**
 * The write side: takes what editors and readers do, and writes it to the log.
 */
@NullMarked
package io.broadsheet.ingest;

import org.jspecify.annotations.NullMarked;
