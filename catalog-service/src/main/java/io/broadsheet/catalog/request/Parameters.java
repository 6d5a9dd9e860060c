package io.broadsheet.catalog.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The query parameters of a request, read strictly: known names alone, each once, text
 * without control characters, and none of it long.
 */
public final class Parameters {

	/** How many items a page has if nobody says. */
	public static final int DEFAULT_LIMIT = 20;

	/** How many items a page has at most. */
	public static final int MAXIMUM_LIMIT = 100;

	private static final int LONGEST_VALUE = 1024;

	private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,64}");

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

	private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

	/** Control characters, halves of characters, and what stands for broken UTF-8. */
	private static final Pattern BROKEN_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}\\x{FFFD}]");

	private final Map<String, String> values = new LinkedHashMap<>();

	private Parameters() {
	}

	/**
	 * Reads the parameters of a request.
	 * @param given all that stand in the address
	 * @param known the names of those that the route takes
	 * @return the parameters
	 * @throws InvalidParameterException if one is unknown, repeated, too long or no text
	 */
	public static Parameters of(MultiValueMap<String, String> given, Collection<String> known) {
		Parameters result = new Parameters();
		given.forEach((name, values) -> {
			if (!known.contains(name)) {
				throw InvalidParameterException.unknown(name, known);
			}
			result.values.put(name, single(name, values));
		});
		return result;
	}

	/**
	 * A text.
	 * @param name the parameter's name
	 * @param longest how many characters it may have
	 * @return the text, not blank, or null if the parameter is absent
	 */
	public @Nullable String text(String name, int longest) {
		String value = this.values.get(name);
		if (value != null && (value.isBlank() || value.length() > longest)) {
			throw new InvalidParameterException(name, "must be a text of 1 to " + longest + " characters");
		}
		return value;
	}

	/**
	 * The slug of a section, a tag or a collection.
	 * @param name the parameter's name
	 * @return the slug, or null if the parameter is absent
	 */
	public @Nullable String slug(String name) {
		return matching(name, SLUG, "must be 1 to 64 of a-z, 0-9 and -");
	}

	/**
	 * A text of a form.
	 * @param name the parameter's name
	 * @param form what the whole value has to match
	 * @param expectation what to say if it does not, such as "must be a letter"
	 * @return the text, or null if the parameter is absent
	 */
	public @Nullable String matching(String name, Pattern form, String expectation) {
		String value = this.values.get(name);
		if (value != null && !form.matcher(value).matches()) {
			throw new InvalidParameterException(name, expectation);
		}
		return value;
	}

	/**
	 * How many items a page may have.
	 * @return 1 to {@value #MAXIMUM_LIMIT}, or {@value #DEFAULT_LIMIT} if absent
	 */
	public int limit() {
		return number("limit", 1, MAXIMUM_LIMIT, DEFAULT_LIMIT);
	}

	/**
	 * A whole number, in digits alone.
	 * @param name the parameter's name
	 * @param least the smallest that is allowed, not negative
	 * @param most the largest that is allowed
	 * @param otherwise what to take if the parameter is absent
	 * @return the number
	 */
	public int number(String name, int least, int most, int otherwise) {
		String value = this.values.get(name);
		if (value == null) {
			return otherwise;
		}
		int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : -1;
		if (number < least || number > most) {
			throw new InvalidParameterException(name, "must be a number from " + least + " to " + most);
		}
		return number;
	}

	/**
	 * A day of the calendar.
	 * @param name the parameter's name
	 * @return the day, of a year with four digits, or null if the parameter is absent
	 */
	public @Nullable LocalDate date(String name) {
		String value = matching(name, DATE, "must be a date such as 2026-03-01");
		try {
			return (value != null) ? LocalDate.parse(value) : null;
		}
		catch (DateTimeException ex) {
			throw new InvalidParameterException(name, "must be a day that the calendar has, such as 2026-03-01");
		}
	}

	/**
	 * The beginning of a stretch of time: of the day if a date is given, else the time
	 * itself.
	 * @param name the parameter's name
	 * @param zone where days begin
	 * @return the first moment, or null if the parameter is absent
	 */
	public @Nullable Instant from(String name, ZoneId zone) {
		return moment(name, zone, 0);
	}

	/**
	 * The end of a stretch of time: of the day if a date is given, which so belongs to
	 * it, else the time itself.
	 * @param name the parameter's name
	 * @param zone where days end
	 * @return the first moment after it, or null if the parameter is absent
	 */
	public @Nullable Instant to(String name, ZoneId zone) {
		return moment(name, zone, 1);
	}

	/**
	 * The address of the same request with one parameter changed or added.
	 * @param path the route's path
	 * @param name the parameter's name
	 * @param value its value
	 * @return path and query, encoded
	 */
	public String address(String path, String name, String value) {
		Map<String, String> query = new LinkedHashMap<>(this.values);
		query.put(name, value);
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		query.keySet().forEach((key) -> address.queryParam(key, "{" + key + "}"));
		return address.encode().buildAndExpand(query).toUriString();
	}

	private @Nullable Instant moment(String name, ZoneId zone, int days) {
		String value = this.values.get(name);
		if (value == null) {
			return null;
		}
		if (DATE.matcher(value).matches()) {
			LocalDate date = date(name);
			return (date != null) ? date.plusDays(days).atStartOfDay(zone).toInstant() : null;
		}
		try {
			// a + that was not encoded arrives as a space
			OffsetDateTime time = OffsetDateTime.parse(value.replace(' ', '+'));
			if (time.getYear() >= 0 && time.getYear() <= 9999) {
				return Instant.ofEpochMilli(time.toInstant().toEpochMilli());
			}
		}
		catch (DateTimeException ex) {
			// said below
		}
		throw new InvalidParameterException(name,
				"must be a date such as 2026-03-01 or a time such as 2026-03-01T06:30:00%2B07:00");
	}

	private static String single(String name, List<String> values) {
		String value = (values.size() == 1) ? values.get(0) : null;
		if (values.size() > 1) {
			throw new InvalidParameterException(name, "must be given once");
		}
		if (value == null) {
			return "";
		}
		if (value.length() > LONGEST_VALUE) {
			throw new InvalidParameterException(name, "must not be longer than " + LONGEST_VALUE + " characters");
		}
		if (BROKEN_TEXT.matcher(value).find()) {
			throw new InvalidParameterException(name, "must be UTF-8 text without control characters");
		}
		return value;
	}

}
