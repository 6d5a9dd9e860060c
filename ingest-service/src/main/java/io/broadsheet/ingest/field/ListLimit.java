package io.broadsheet.ingest.field;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Cuts lists that are too long before they are validated: a list of a hundred thousand
 * mistakes would otherwise be answered after minutes, since each mistake is looked up
 * among all that were found before it.
 */
public final class ListLimit {

	private ListLimit() {
	}

	/**
	 * Cuts a list to one element more than it may have, which is enough for its refusal.
	 * @param <T> the type of its elements
	 * @param list the list of a request
	 * @param most how many elements it may have
	 * @return the list, or its beginning
	 */
	public static <T> @Nullable List<T> cut(@Nullable List<T> list, int most) {
		return (list != null && list.size() > most) ? new ArrayList<>(list.subList(0, most + 1)) : list;
	}

}
