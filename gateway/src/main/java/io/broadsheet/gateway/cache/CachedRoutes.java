package io.broadsheet.gateway.cache;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The routes whose answers are kept.
 */
@FunctionalInterface
public interface CachedRoutes {

	/**
	 * Finds a request's route.
	 * @param request what is asked
	 * @return its route; null if that is none of these, or does not take the request's
	 * parameters
	 */
	@Nullable CachedRoute of(ServerHttpRequest request);

}
