package io.broadsheet.gateway.cache;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a route says of caching its answers.
 *
 * @param longest for how long an answer is kept at most, even if nothing purges it
 * @param outlive whether an answer whose lists changed may stand in for a newer one; only
 * if its surrogate keys name each article that it shows
 */
public record CacheRule(Duration longest, boolean outlive) {

	/** Where a route has its rule in its metadata. */
	public static final String METADATA = "broadsheet.cache";

	/** Where a route's filters put the surrogate keys that its upstream named. */
	public static final String SURROGATE_KEYS = "broadsheet.surrogate-keys";

	static @Nullable CacheRule of(ServerWebExchange exchange) {
		Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
		return (route != null) ? (CacheRule) route.getMetadata().get(METADATA) : null;
	}

}
