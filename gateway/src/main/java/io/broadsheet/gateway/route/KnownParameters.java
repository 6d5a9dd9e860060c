package io.broadsheet.gateway.route;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The query parameters that a route takes.
 *
 * @param names the parameters
 */
record KnownParameters(Set<String> names) {

	/**
	 * Finds a parameter that the route does not take.
	 * @param request a request
	 * @return one, or null if there is none
	 */
	@Nullable String unknown(ServerHttpRequest request) {
		if (request.getURI().getRawQuery() == null) {
			return null;
		}
		for (String name : request.getQueryParams().keySet()) {
			if (!this.names.contains(name)) {
				return name;
			}
		}
		return null;
	}

}
