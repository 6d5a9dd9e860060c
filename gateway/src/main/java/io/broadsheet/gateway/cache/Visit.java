package io.broadsheet.gateway.cache;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
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

	private static final Duration UNKNOWN_TIMEOUT = Duration.ofSeconds(5);

	ServerHttpRequest request() {
		return this.exchange.getRequest();
	}

	ServerHttpResponse response() {
		return this.exchange.getResponse();
	}

	@Nullable String surrogateKeys() {
		return this.exchange.getAttribute(CacheRule.SURROGATE_KEYS);
	}

	/**
	 * How long the upstream may take.
	 * @return its time-out
	 */
	Duration timeout() {
		Route route = this.exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
		return (route.getMetadata().get(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR) instanceof Number millis)
				? Duration.ofMillis(millis.longValue()) : UNKNOWN_TIMEOUT;
	}

	/** Takes the headers back of an answer that broke off. */
	void forgetAnswer() {
		Set<String> names = this.exchange.getAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_HEADER_NAMES);
		if (names != null) {
			Set.copyOf(names).forEach(response().getHeaders()::remove);
		}
	}

	/** Goes to the upstream as if there were no cache. */
	Mono<Void> goOn() {
		return this.chain.filter(this.exchange);
	}

	Mono<Void> goOn(ServerHttpRequest request, ServerHttpResponse response) {
		return this.chain.filter(this.exchange.mutate().request(request).response(response).build());
	}

}
