package io.broadsheet.gateway.route;

import java.util.Set;
import java.util.TreeSet;

import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;

/**
 * Refuses query parameters that a route does not take: a misspelt filter must not answer
 * with everything.
 *
 * @param known the parameters that the route takes
 */
record KnownParametersFilter(Set<String> known) implements GatewayFilter, Ordered {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		for (String name : exchange.getRequest().getQueryParams().keySet()) {
			if (!this.known.contains(name)) {
				return Mono.error(new UnknownParameterException(name, new TreeSet<>(this.known)));
			}
		}
		return chain.filter(exchange);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
