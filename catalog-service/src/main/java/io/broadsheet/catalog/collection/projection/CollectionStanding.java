package io.broadsheet.catalog.collection.projection;

import io.broadsheet.events.CollectionChanged;
import org.jspecify.annotations.Nullable;

/**
 * How a collection stands after a record of the log.
 *
 * @param slug names the collection
 * @param partition the record's partition
 * @param offset the record's offset; of two records of a collection the one with the
 * larger offset counts
 * @param collection the whole collection, or null if it was deleted
 */
record CollectionStanding(String slug, int partition, long offset, @Nullable CollectionChanged collection) {
}
