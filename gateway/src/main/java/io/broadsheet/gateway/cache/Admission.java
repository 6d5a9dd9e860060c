package io.broadsheet.gateway.cache;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Says who may have an origin asked without passing the filters before.
 */
@FunctionalInterface
public interface Admission {

	/**
	 * Looks at a request that the cache has no answer to.
	 * @param request the request, which anybody might have sent
	 * @param response to tell the client something by headers
	 * @return false if the filters have to look at it, and may refuse it
	 */
	boolean admits(ServerHttpRequest request, ServerHttpResponse response);

}
