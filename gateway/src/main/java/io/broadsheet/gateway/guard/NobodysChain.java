package io.broadsheet.gateway.guard;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * What Spring Security does for requests of somebody who does not say who it is, nor is
 * about to: nothing, since there is nothing to verify. Most requests are such, and its
 * filters would cost them more than those of the gateway.
 */
final class NobodysChain implements SecurityWebFilterChain {

	/** Where browsers log in and out. */
	private static final List<String> PATHS = List.of("/login", "/logout", "/oauth2/");

	@Override
	public Mono<Boolean> matches(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		boolean isSomebody = request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
				|| Sessions.isNamedBy(request) || PATHS.stream().anyMatch(request.getPath().value()::startsWith);
		return Mono.just(!isSomebody);
	}

	@Override
	public Flux<WebFilter> getWebFilters() {
		return Flux.empty();
	}

}
