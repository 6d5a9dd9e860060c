package io.broadsheet.gateway.cache;

import io.broadsheet.gateway.cache.answer.AnswerWriter;
import io.broadsheet.gateway.cache.store.AnswerCache;
import io.broadsheet.gateway.cache.store.CacheMetrics;
import io.broadsheet.gateway.cache.store.Kept;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Answers from the cache before filters and routes see a request, and hands on what is
 * not there.
 */
final class CacheHandler implements HttpHandler {

	private final HttpHandler next;

	private final AnswerCache cache;

	private final PublicRequests requests;

	private final AnswerWriter writer;

	private final CacheMetrics metrics;

	CacheHandler(HttpHandler next, AnswerCache cache, PublicRequests requests, AnswerWriter writer,
			CacheMetrics metrics) {
		this.next = next;
		this.cache = cache;
		this.requests = requests;
		this.writer = writer;
		this.metrics = metrics;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		CacheKey key = this.requests.isPublic(request) ? CacheKey.of(request) : null;
		@Nullable Kept kept = (key != null) ? this.cache.find(key.resource(), key.variant()) : null;
		if (kept == null) {
			return this.next.handle(request, response);
		}
		if (this.cache.isFresh(kept)) {
			this.metrics.hit();
			return this.writer.writeFresh(kept.answer(), request, response);
		}
		if (this.cache.standsIn(kept)) {
			this.metrics.stale();
			return this.writer.writeStale(kept.answer(), request, response);
		}
		return this.next.handle(request, response);
	}

}
