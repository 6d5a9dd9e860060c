package io.broadsheet.gateway.upstream;

import java.time.Duration;

import io.broadsheet.gateway.cache.Origin;
import io.broadsheet.gateway.cache.OriginAnswer;
import io.broadsheet.gateway.cache.OriginFailure;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * An upstream within its time-out, its retries and its breaker.
 */
final class GuardedOrigin implements Origin {

	private static final Mono<OriginAnswer> TOO_LATE = Mono.error(OriginFailure::gatewayTimeout);

	private final Origin origin;

	private final Duration timeout;

	private final Retries retries;

	private final Guard<OriginAnswer> guard;

	GuardedOrigin(Origin origin, Duration timeout, Retries retries, Guard<OriginAnswer> guard) {
		this.origin = origin;
		this.timeout = timeout;
		this.retries = retries;
		this.guard = guard;
	}

	@Override
	public Mono<OriginAnswer> ask(ServerHttpRequest request) {
		return this.guard
			.around(this.retries.around(true, () -> this.origin.ask(request).timeout(this.timeout, TOO_LATE)));
	}

}
