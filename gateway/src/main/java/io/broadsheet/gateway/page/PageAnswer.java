package io.broadsheet.gateway.page;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.broadsheet.gateway.page.part.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * What is answered to who asks for a page.
 *
 * @param status the status
 * @param headers headers by name
 * @param body the bytes
 * @param surrogateKeys what it depends on, or null if it must not be kept
 */
record PageAnswer(HttpStatusCode status, Map<String, String> headers, byte[] body,
		@Nullable Set<String> surrogateKeys) {

	private static final String ARTICLES = "/api/v1/articles/";

	/**
	 * Written, not thrown: the breaker of pages must not open for what others need not.
	 */
	private static final PageAnswer UNAVAILABLE = new PageAnswer(HttpStatus.SERVICE_UNAVAILABLE,
			Map.of(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE, HttpHeaders.RETRY_AFTER, "1"),
			"""
					{"type":"/problems/upstream-unavailable","title":"Service Unavailable","status":503,\
					"detail":"What this page shows can't be reached just now. Try again in a moment"}"""
				.getBytes(StandardCharsets.UTF_8),
			null);

	PageAnswer {
		headers = Map.copyOf(headers);
	}

	/**
	 * The answer of a part that the page is nothing without: why it is not there, or the
	 * page of the article's new address. An upstream that fails, or answers what is no
	 * answer, is not there.
	 * @param part the part
	 * @return the answer
	 */
	static PageAnswer inPlaceOf(Part part) {
		if (part.status().is2xxSuccessful() || part.status().is5xxServerError()) {
			return UNAVAILABLE;
		}
		Map<String, String> headers = new TreeMap<>();
		copy(part, HttpHeaders.CONTENT_TYPE, headers);
		copy(part, HttpHeaders.RETRY_AFTER, headers);
		String location = part.headers().get("location");
		if (location != null) {
			headers.put(HttpHeaders.LOCATION, location.replaceFirst("^" + ARTICLES, "/api/v1/pages/articles/"));
		}
		return new PageAnswer(part.status(), headers, part.body(), part.surrogateKeys());
	}

	private static void copy(Part part, String name, Map<String, String> headers) {
		String value = part.headers().get(name.toLowerCase(Locale.ROOT));
		if (value != null) {
			headers.put(name, value);
		}
	}

}
