package io.broadsheet.gateway.cache;

import io.broadsheet.gateway.cache.answer.AnswerWriter;
import io.broadsheet.gateway.cache.store.AnswerCache;
import io.broadsheet.gateway.cache.store.CacheMetrics;
import io.broadsheet.gateway.cache.store.Kept;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Answers what anybody may read before filters and routes see a request: from the cache,
 * or by fetching it. Hands on everything else.
 */
final class CacheHandler implements HttpHandler {

	private final HttpHandler next;

	private final Admission admission;

	private final Parts parts;

	CacheHandler(HttpHandler next, Admission admission, Parts parts) {
		this.next = next;
		this.admission = admission;
		this.parts = parts;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		CacheKey key = this.parts.requests().isPublic(request) ? CacheKey.of(request) : null;
		if (key == null) {
			return this.next.handle(request, response);
		}
		AnswerCache cache = this.parts.cache();
		@Nullable Kept kept = cache.find(key.resource(), key.variant());
		if (kept != null && cache.isFresh(kept)) {
			this.parts.metrics().hit();
			return this.parts.writer().writeFresh(kept.answer(), request, response);
		}
		if (kept != null && cache.standsIn(kept)) {
			this.parts.metrics().stale();
			return this.parts.writer().writeStale(cache.standIn(kept), request, response);
		}
		CachedRoute route = HttpMethod.GET.equals(request.getMethod()) ? this.parts.routes().of(request) : null;
		return (route != null && this.admission.admits(request, response))
				? this.parts.misses().answer(new Visit(route, key, request, response, System.nanoTime()))
				: this.next.handle(request, response);
	}

	/**
	 * What every such handler works with.
	 *
	 * @param cache where answers are kept
	 * @param requests which may be answered so
	 * @param writer gives answers to clients
	 * @param metrics counts
	 * @param routes whose answers are kept
	 * @param misses fetches what the cache has not
	 */
	record Parts(AnswerCache cache, PublicRequests requests, AnswerWriter writer, CacheMetrics metrics,
			CachedRoutes routes, Misses misses) {

	}

}
