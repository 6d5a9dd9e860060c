package io.broadsheet.ingest.newsroom;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

import io.broadsheet.ingest.problem.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many items, 1 to {@value #MOST}
 * @param after the key of the last item of the part before, or null for the first part
 */
record PageQuery(int limit, @Nullable String after) {

	private static final int USUAL = 20;

	private static final int MOST = 100;

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

	static PageQuery of(@Nullable String limit, @Nullable String cursor, Pattern key) {
		return new PageQuery(limit(limit), (cursor != null) ? key(cursor, key) : null);
	}

	/**
	 * Makes a key opaque.
	 * @param key of the last item of a page
	 * @return the cursor of the page that follows
	 */
	static String cursor(String key) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
	}

	private static int limit(@Nullable String limit) {
		if (limit == null) {
			return USUAL;
		}
		int number = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
		if (number < 1 || number > MOST) {
			throw invalid("The parameter `limit` must be a number from 1 to " + MOST);
		}
		return number;
	}

	private static String key(String cursor, Pattern pattern) {
		try {
			String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
			if (pattern.matcher(key).matches()) {
				return key;
			}
		}
		catch (IllegalArgumentException ex) {
			// not Base64, so not ours either
		}
		throw invalid("The parameter `cursor` must be the `next` of the page before");
	}

	private static ErrorResponseException invalid(String detail) {
		return Problem.of(HttpStatus.BAD_REQUEST, "invalid-parameter", detail);
	}

}
