package io.broadsheet.gateway.cache;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * A client who asks for something that is not in the cache.
 *
 * @param exchange what is asked and answered
 * @param chain the way to the upstream
 * @param rule what the route says of caching
 * @param key what is asked for
 */
record Visit(ServerWebExchange exchange, GatewayFilterChain chain, CacheRule rule, CacheKey key) {

	ServerHttpRequest request() {
		return this.exchange.getRequest();
	}

	ServerHttpResponse response() {
		return this.exchange.getResponse();
	}

	@Nullable String surrogateKeys() {
		return this.exchange.getAttribute(CacheRule.SURROGATE_KEYS);
	}

	/** Goes to the upstream as if there were no cache. */
	Mono<Void> goOn() {
		return this.chain.filter(this.exchange);
	}

	Mono<Void> goOn(ServerHttpRequest request, ServerHttpResponse response) {
		return this.chain.filter(this.exchange.mutate().request(request).response(response).build());
	}

}
