package io.broadsheet.catalog.position;

import org.jspecify.annotations.Nullable;

/**
 * How far the entries of a partition reach.
 *
 * @param next the offset of the first record that they don't hold
 * @param rebuild the rebuild that the entries come from, if they come from one: where
 * those before it had got to means nothing any more
 */
record Position(long next, @Nullable String rebuild) {
}
