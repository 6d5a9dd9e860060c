package io.broadsheet.catalog.article;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which list of cards a reader asks for.
 *
 * @param section only the articles of this section, or all if absent
 * @param limit how many cards at most, 1 to 100
 * @param cursor where to go on, or from the start if absent
 */
record ArticleListQuery(@Nullable String section, int limit, @Nullable Cursor cursor) {

	static final int DEFAULT_LIMIT = 20;

	static final int MAXIMUM_LIMIT = 100;

	private static final Pattern SECTION = Pattern.compile("[a-z0-9-]{1,64}");

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

	private static final int LONGEST_CURSOR = 1024;

	/**
	 * Reads a list's parameters.
	 * @param parameters as they stand in the address
	 * @return the query
	 * @throws InvalidParameterException if a value can't be meant
	 */
	static ArticleListQuery of(MultiValueMap<String, String> parameters) {
		String section = section(single(parameters, "section"));
		int limit = limit(single(parameters, "limit"));
		return new ArticleListQuery(section, limit, cursor(single(parameters, "cursor"), scope(section)));
	}

	/**
	 * What a cursor of this list belongs to: everything but the page's size.
	 * @return a text without line breaks
	 */
	String scope() {
		return scope(this.section);
	}

	/**
	 * The address of the same list from another place on.
	 * @param path the path of lists
	 * @param next the cursor
	 * @return path and query
	 */
	String address(String path, String next) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		if (this.section != null) {
			address.queryParam("section", this.section);
		}
		return address.queryParam("limit", this.limit).queryParam("cursor", next).toUriString();
	}

	private static String scope(@Nullable String section) {
		return (section != null) ? "section=" + section : "";
	}

	private static @Nullable String single(MultiValueMap<String, String> parameters, String name) {
		List<String> values = parameters.get(name);
		if (values == null) {
			return null;
		}
		if (values.size() != 1) {
			throw new InvalidParameterException(name, "must be given once");
		}
		String value = values.get(0);
		return (value != null) ? value : "";
	}

	private static @Nullable String section(@Nullable String value) {
		if (value != null && !SECTION.matcher(value).matches()) {
			throw new InvalidParameterException("section", "must be 1 to 64 of a-z, 0-9 and -");
		}
		return value;
	}

	private static int limit(@Nullable String value) {
		if (value == null) {
			return DEFAULT_LIMIT;
		}
		int limit = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
		if (limit < 1 || limit > MAXIMUM_LIMIT) {
			throw new InvalidParameterException("limit", "must be a number from 1 to " + MAXIMUM_LIMIT);
		}
		return limit;
	}

	private static @Nullable Cursor cursor(@Nullable String value, String scope) {
		if (value == null) {
			return null;
		}
		try {
			if (value.length() > LONGEST_CURSOR) {
				throw new IllegalArgumentException("too long");
			}
			return Cursor.decode(value, scope);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidParameterException("cursor", "must be the `next` of a page of the same list");
		}
	}

}
