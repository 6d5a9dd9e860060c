package io.broadsheet.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Lists as they come off the wire, where an absent list is an empty one.
 */
final class Lists {

	private Lists() {
	}

	static <T> List<T> copy(@Nullable List<T> list) {
		return (list != null) ? List.copyOf(list) : List.of();
	}

}
