package io.broadsheet.gateway.cache.answer;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * On which terms an answer may be kept and given to others.
 *
 * @param surrogateKeys what it depends on
 * @param byAccept whether another answer may follow from another {@code Accept}
 * @param freshFor for how long, if nothing purges it
 * @param timed whether the upstream said for how long; then nobody may keep it for longer
 */
public record Terms(Set<String> surrogateKeys, boolean byAccept, Duration freshFor, boolean timed) {

	private static final Set<HttpStatus> KEPT = Set.of(HttpStatus.OK, HttpStatus.MOVED_PERMANENTLY,
			HttpStatus.NOT_FOUND, HttpStatus.GONE);

	private static final Set<String> FORBIDDING = Set.of("no-store", "no-cache", "private");

	private static final String ACCEPT = "accept";

	/** An answer that varies by anything else is not kept. */
	private static final Set<String> VARIED = Set.of(ACCEPT, "accept-encoding");

	public Terms {
		surrogateKeys = Set.copyOf(surrogateKeys);
	}

	/**
	 * Reads the terms from what an upstream says.
	 * @param status the answer's status
	 * @param headers its headers
	 * @param surrogateKeys its surrogate keys, separated by spaces, or null if it has
	 * none
	 * @param longest for how long answers of its route are kept at most
	 * @return the terms, or nothing if it must not be kept, or nobody would know when to
	 * purge it
	 */
	public static Optional<Terms> of(HttpStatusCode status, HttpHeaders headers, @Nullable String surrogateKeys,
			Duration longest) {
		if (!KEPT.contains(HttpStatus.resolve(status.value())) || surrogateKeys == null || surrogateKeys.isBlank()
				|| headers.containsHeader(HttpHeaders.SET_COOKIE)
				|| headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
			return Optional.empty();
		}
		SortedSet<String> vary = elements(headers, HttpHeaders.VARY);
		SortedSet<String> directives = elements(headers, HttpHeaders.CACHE_CONTROL);
		if (!VARIED.containsAll(vary) || directives.stream().map(Terms::name).anyMatch(FORBIDDING::contains)) {
			return Optional.empty();
		}
		Duration stated = stated(directives);
		Duration freshFor = (stated != null && stated.compareTo(longest) < 0) ? stated : longest;
		Set<String> keys = new HashSet<>(List.of(surrogateKeys.strip().split("\\s+")));
		return (freshFor.toMillis() > 0) ? Optional.of(new Terms(keys, vary.contains(ACCEPT), freshFor, stated != null))
				: Optional.empty();
	}

	private static SortedSet<String> elements(HttpHeaders headers, String name) {
		SortedSet<String> elements = new TreeSet<>();
		for (String value : headers.getOrEmpty(name)) {
			for (String element : value.split(",")) {
				if (!element.isBlank()) {
					elements.add(element.strip().toLowerCase(Locale.ROOT));
				}
			}
		}
		return elements;
	}

	private static String name(String directive) {
		int equals = directive.indexOf('=');
		return (equals < 0) ? directive : directive.substring(0, equals).strip();
	}

	/** What is said to shared caches alone goes before what is said to all. */
	private static @Nullable Duration stated(Set<String> directives) {
		Duration shared = seconds(directives, "s-maxage=");
		return (shared != null) ? shared : seconds(directives, "max-age=");
	}

	/** A time that can't be read is none at all (RFC 9111, 4.2.1). */
	private static @Nullable Duration seconds(Set<String> directives, String start) {
		for (String directive : directives) {
			if (directive.startsWith(start)) {
				String digits = directive.substring(start.length()).replace("\"", "");
				return digits.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(digits)) : Duration.ZERO;
			}
		}
		return null;
	}

}
