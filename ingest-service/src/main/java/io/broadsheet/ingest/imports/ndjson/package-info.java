/**
 * Newline-delimited JSON: a draft per line, read as it comes and never held as a whole.
 */
@NullMarked
package io.broadsheet.ingest.imports.ndjson;

import org.jspecify.annotations.NullMarked;
