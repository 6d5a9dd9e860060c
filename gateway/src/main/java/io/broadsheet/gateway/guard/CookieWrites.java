package io.broadsheet.gateway.guard;

import java.util.Set;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;

/**
 * Matches changes by somebody whom a cookie names, which another site's page could send
 * too. What anybody may do needs no protection, and who sends {@code Authorization} is no
 * page of another site.
 */
public final class CookieWrites implements ServerWebExchangeMatcher {

	private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS,
			HttpMethod.TRACE);

	private final ServerWebExchangeMatcher openToAll;

	CookieWrites(ServerWebExchangeMatcher openToAll) {
		this.openToAll = openToAll;
	}

	@Override
	public Mono<MatchResult> matches(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		if (SAFE.contains(request.getMethod()) || !Sessions.isNamedBy(request)
				|| request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
			return MatchResult.notMatch();
		}
		return this.openToAll.matches(exchange)
			.flatMap((open) -> open.isMatch() ? MatchResult.notMatch() : MatchResult.match());
	}

}
