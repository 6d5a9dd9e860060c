package io.broadsheet.catalog.paging;

import java.time.Instant;

/**
 * A place in a list that is ordered by a time and then by id: right after the article
 * with this time and this id. What comes to the list later does not move it.
 *
 * @param time to the millisecond, as it is stored
 * @param id the article's id
 */
public record Cursor(Instant time, String id) {

	private static final char SEPARATOR = '/';

	String text() {
		return String.valueOf(this.time.toEpochMilli()) + SEPARATOR + this.id;
	}

	static Cursor of(String text) {
		int separator = text.indexOf(SEPARATOR);
		return new Cursor(Instant.ofEpochMilli(Long.parseLong(text.substring(0, separator))),
				text.substring(separator + 1));
	}

}
