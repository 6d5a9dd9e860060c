package io.broadsheet.gateway.cache;

import java.util.Set;

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

	PublicRequests {
		personalCookies = Set.copyOf(personalCookies);
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

}
