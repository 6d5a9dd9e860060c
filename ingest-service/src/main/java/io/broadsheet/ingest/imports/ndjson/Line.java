package io.broadsheet.ingest.imports.ndjson;

import org.jspecify.annotations.Nullable;

/**
 * A line of a document that is not blank.
 *
 * @param index the number of such lines before it
 * @param bytes what stands on it, without its end, or null if that is too long to be kept
 */
record Line(long index, byte @Nullable [] bytes) {
}
