package io.broadsheet.catalog.archive;

import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Days that have articles, in order, as a calendar shows them. An article belongs to the
 * day on which readers could first see it.
 *
 * @param zone the publisher's zone, in which the days are days
 * @param first the first day of all that has articles, ISO 8601; absent if none has
 * @param last the last day of all that has articles
 * @param days those that were asked for; a day without articles is left out
 */
record Archive(ZoneId zone, @Nullable String first, @Nullable String last, List<Day> days) {

	Archive {
		days = List.copyOf(days);
	}

	/**
	 * A day that has articles.
	 *
	 * @param date ISO 8601
	 * @param count how many, at least 1
	 */
	record Day(String date, int count) {
	}

}
