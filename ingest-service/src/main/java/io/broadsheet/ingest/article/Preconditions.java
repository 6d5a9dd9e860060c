package io.broadsheet.ingest.article;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.broadsheet.ingest.caller.Caller;
import io.broadsheet.ingest.problem.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * The headers that make a change safe to ask for.
 */
final class Preconditions {

	private static final Pattern REVISION = Pattern.compile("\"([1-9][0-9]{0,17})\"");

	private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

	private Preconditions() {
	}

	static long requiredRevision(@Nullable String ifMatch) {
		if (ifMatch == null) {
			throw Problem.of(HttpStatus.PRECONDITION_REQUIRED, "precondition-required",
					"Send the revision that you have seen as If-Match, for example If-Match: \"1\"");
		}
		return revision(ifMatch);
	}

	static @Nullable Long optionalRevision(@Nullable String ifMatch) {
		return (ifMatch != null) ? revision(ifMatch) : null;
	}

	/**
	 * Reads an idempotency key.
	 * @param key the header, if there is one
	 * @param caller whose key it is: another's may be the same by chance
	 * @return the key among those of all callers
	 */
	static @Nullable String idempotencyKey(@Nullable String key, Caller caller) {
		if (key == null) {
			return null;
		}
		if (!KEY.matcher(key).matches()) {
			throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-header",
					"Idempotency-Key must be 1 to 128 visible ASCII characters");
		}
		return (caller.name() != null) ? caller.name() + " " + key : key;
	}

	private static long revision(String ifMatch) {
		Matcher matcher = REVISION.matcher(ifMatch.strip());
		if (!matcher.matches()) {
			throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-header",
					"If-Match must be one quoted revision, for example \"1\"");
		}
		return Long.parseLong(matcher.group(1));
	}

}
