package io.broadsheet.gateway.cache.answer;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * Whether a client has an answer already (RFC 9110, 13.1).
 */
final class Conditions {

	private Conditions() {
	}

	/**
	 * Compares what the client has with the answer. Without entity tags, the time of the
	 * last change decides, but only of an answer that depends on one thing alone: that of
	 * a list stays or goes back when something leaves it.
	 * @param request the client's headers
	 * @param answer the answer
	 * @return whether a 304 says it all
	 */
	static boolean isNotModified(HttpHeaders request, Answer answer) {
		if (!answer.isSuccess()) {
			return false;
		}
		Map<String, String> headers = answer.headers();
		String known = request.getFirst(HttpHeaders.IF_NONE_MATCH);
		if (known != null) {
			return matches(String.join(",", request.getOrEmpty(HttpHeaders.IF_NONE_MATCH)),
					headers.get(HttpHeaders.ETAG));
		}
		String changed = headers.get(HttpHeaders.LAST_MODIFIED);
		if (changed == null || answer.terms().surrogateKeys().size() > 1
				|| !request.containsHeader(HttpHeaders.IF_MODIFIED_SINCE)) {
			return false;
		}
		HttpHeaders own = new HttpHeaders();
		own.set(HttpHeaders.LAST_MODIFIED, changed);
		return own.getLastModified() >= 0 && own.getLastModified() <= request.getIfModifiedSince();
	}

	private static boolean matches(String known, @Nullable String tag) {
		if (tag == null) {
			return false;
		}
		if (known.equals(tag)) {
			return true;
		}
		ETag own = ETag.create(tag);
		return ETag.parse(known).stream().anyMatch((each) -> each.isWildcard() || each.compare(own, false));
	}

}
