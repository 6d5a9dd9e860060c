package io.broadsheet.gateway.cache;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * A client who asks for something that is not in the cache.
 *
 * @param route what answers it
 * @param key what is asked for
 * @param request the request
 * @param response where the answer goes
 * @param begunAt when that was, in nanoseconds of the machine
 */
record Visit(CachedRoute route, CacheKey key, ServerHttpRequest request, ServerHttpResponse response, long begunAt) {

	/** Within so many fifths of its time-out an origin has answered, or there is none. */
	private static final int FIFTHS = 6;

	Duration waited() {
		return Duration.ofNanos(System.nanoTime() - this.begunAt);
	}

	/**
	 * Asks the origin, for no longer than whoever waited for somebody else before may
	 * wait still.
	 * @return the answer when it begins
	 */
	Mono<OriginAnswer> ask() {
		Duration fifth = this.route.timeout().dividedBy(FIFTHS - 1);
		Duration waited = waited();
		Mono<OriginAnswer> answer = this.route.origin().ask(this.request);
		if (waited.compareTo(fifth) < 0) {
			return answer;
		}
		Duration left = fifth.multipliedBy(FIFTHS).minus(waited);
		return left.isNegative() ? Mono.error(OriginFailure::gatewayTimeout)
				: answer.timeout(left, Mono.error(OriginFailure::gatewayTimeout));
	}

}
