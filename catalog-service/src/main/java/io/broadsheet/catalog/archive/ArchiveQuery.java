package io.broadsheet.catalog.archive;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;

import io.broadsheet.catalog.request.InvalidParameterException;
import io.broadsheet.catalog.request.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Which days a reader asks for.
 *
 * @param section only the articles of this section, or all if absent
 * @param year 1 to 9999, or the last one that has articles if absent
 * @param month 1 to 12, or all if absent
 */
record ArchiveQuery(@Nullable String section, @Nullable Integer year, @Nullable Integer month) {

	static final Set<String> PARAMETERS = Set.of("year", "month", "section");

	private static final int LAST_YEAR = 9999;

	private static final int LAST_MONTH = 12;

	static ArchiveQuery of(Parameters parameters) {
		int year = parameters.number("year", 1, LAST_YEAR, 0);
		int month = parameters.number("month", 1, LAST_MONTH, 0);
		if (month > 0 && year == 0) {
			throw new InvalidParameterException("month", "must be given with a `year`");
		}
		return new ArchiveQuery(parameters.slug("section"), (year > 0) ? year : null, (month > 0) ? month : null);
	}

	/**
	 * The stretch of days.
	 * @param otherwise the year to take if none was asked for
	 * @return the first and the last day
	 */
	Stretch days(int otherwise) {
		int wanted = (this.year != null) ? this.year : otherwise;
		if (this.month != null) {
			YearMonth month = YearMonth.of(wanted, this.month);
			return new Stretch(month.atDay(1), month.atEndOfMonth());
		}
		return new Stretch(LocalDate.of(wanted, 1, 1), LocalDate.of(wanted, LAST_MONTH, 31));
	}

	/**
	 * A stretch of days.
	 *
	 * @param first the first day
	 * @param last the last day, which belongs to it
	 */
	record Stretch(LocalDate first, LocalDate last) {
	}

}
