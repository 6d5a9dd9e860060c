package io.broadsheet.gateway.cache;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * A client who asks for something that is not in the cache.
 *
 * @param route what answers it
 * @param key what is asked for
 * @param request the request
 * @param response where the answer goes
 */
record Visit(CachedRoute route, CacheKey key, ServerHttpRequest request, ServerHttpResponse response) {

}
