package io.broadsheet.catalog.paging;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list.
 *
 * @param <T> what the list is of
 * @param items in the order of the list
 * @param next the cursor that goes on after them, or null at the end
 */
public record Page<T>(List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

	public Page {
		items = List.copyOf(items);
	}

	/**
	 * Cuts the page that was asked for.
	 * @param <T> what the list is of
	 * @param found the items of the page, and one more if the list goes on
	 * @param limit how many the page may have, at least 1
	 * @param cursor writes the cursor that goes on after an item
	 * @return the page
	 */
	public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
		if (found.size() <= limit) {
			return new Page<>(found, null);
		}
		List<T> items = found.subList(0, limit);
		return new Page<>(items, cursor.apply(items.get(limit - 1)));
	}

}
