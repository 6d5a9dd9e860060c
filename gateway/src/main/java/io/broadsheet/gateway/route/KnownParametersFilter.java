package io.broadsheet.gateway.route;

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
record KnownParametersFilter(KnownParameters known) implements GatewayFilter, Ordered {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		String unknown = this.known.unknown(exchange.getRequest());
		return (unknown == null) ? chain.filter(exchange)
				: Mono.error(new UnknownParameterException(unknown, new TreeSet<>(this.known.names())));
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
