package io.broadsheet.catalog.search.index;

import java.time.Instant;
import java.util.List;

import io.broadsheet.catalog.search.text.Highlights;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param items in the order that was asked for
 * @param next the place after the last of them, or null if that was all
 */
public record Finds(List<Find> items, @Nullable SearchPlace next) {

	public Finds {
		items = List.copyOf(items);
	}

	/**
	 * An article that was found.
	 *
	 * @param id its id
	 * @param updatedAt when the revision was made that was found, to the millisecond
	 * @param highlights where
	 */
	public record Find(String id, Instant updatedAt, Highlights highlights) {
	}

}
