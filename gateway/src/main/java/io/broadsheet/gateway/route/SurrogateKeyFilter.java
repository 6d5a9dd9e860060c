package io.broadsheet.gateway.route;

import io.broadsheet.gateway.cache.CacheRule;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes what an answer depends on off its headers: the cache should know it, and nobody
 * outside.
 */
final class SurrogateKeyFilter implements GatewayFilter {

	private static final String SURROGATE_KEY = "Surrogate-Key";

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return chain.filter(exchange).then(Mono.fromRunnable(() -> {
			HttpHeaders headers = exchange.getResponse().getHeaders();
			if (!headers.containsHeader(SURROGATE_KEY)) {
				return;
			}
			String keys = String.join(" ", headers.getOrEmpty(SURROGATE_KEY));
			headers.remove(SURROGATE_KEY);
			if (!keys.isBlank()) {
				exchange.getAttributes().put(CacheRule.SURROGATE_KEYS, keys);
			}
		}));
	}

}
