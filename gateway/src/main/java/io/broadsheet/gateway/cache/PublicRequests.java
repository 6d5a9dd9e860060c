package io.broadsheet.gateway.cache;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Which requests anybody might have sent, so that anybody may get the same answer.
 *
 * @param personalCookies names of cookies that say who somebody is; all others say
 * nothing that an upstream sees
 */
@ConfigurationProperties("broadsheet.cache.requests")
record PublicRequests(Set<String> personalCookies) {

	/** What a fetch for everybody must not depend on. */
	private static final Set<String> OWN = ignoringCase(HttpHeaders.COOKIE, HttpHeaders.IF_NONE_MATCH,
			HttpHeaders.IF_MODIFIED_SINCE, HttpHeaders.IF_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE, HttpHeaders.IF_RANGE,
			HttpHeaders.RANGE, HttpHeaders.ACCEPT_ENCODING, HttpHeaders.CACHE_CONTROL, HttpHeaders.PRAGMA,
			HttpHeaders.ORIGIN, "X-Visitor");

	PublicRequests {
		personalCookies = Set.copyOf(personalCookies);
	}

	private static Set<String> ignoringCase(String... names) {
		Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(List.of(names));
		return Collections.unmodifiableSet(set);
	}

	boolean isPublic(ServerHttpRequest request) {
		HttpMethod method = request.getMethod();
		HttpHeaders headers = request.getHeaders();
		return (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method))
				&& !headers.containsHeader(HttpHeaders.AUTHORIZATION)
				&& (!headers.containsHeader(HttpHeaders.COOKIE) || hasNoPersonalCookie(request));
	}

	private boolean hasNoPersonalCookie(ServerHttpRequest request) {
		return this.personalCookies.stream().noneMatch(request.getCookies()::containsKey);
	}

	/**
	 * The same request as nobody in particular would send it, for the whole answer
	 * without any coding.
	 * @param request the request
	 * @return what to ask the upstream
	 */
	ServerHttpRequest anonymous(ServerHttpRequest request) {
		return new AnonymousRequest(request, OWN);
	}

}
