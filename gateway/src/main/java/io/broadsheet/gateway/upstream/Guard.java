package io.broadsheet.gateway.upstream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Counter;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Puts an upstream's breaker, and within it its bulkhead, around a call until its answer
 * begins, and counts what they refuse.
 *
 * @param <T> what a call gives
 */
final class Guard<T> {

	private final BulkheadOperator<T> bulkhead;

	private final CircuitBreakerOperator<T> breaker;

	private final Counter byBreaker;

	private final Counter byBulkhead;

	Guard(String upstream, Bulkhead bulkhead, CircuitBreaker breaker, Refusals refusals) {
		this.bulkhead = BulkheadOperator.of(bulkhead);
		this.breaker = CircuitBreakerOperator.of(breaker);
		this.byBreaker = refusals.byBreaker(upstream);
		this.byBulkhead = refusals.byBulkhead(upstream);
	}

	/**
	 * Guards a call.
	 * @param call the call, until its answer begins
	 * @return the same, unless it is refused
	 */
	Mono<T> around(Mono<T> call) {
		return call.transform(this.bulkhead).transform(this.breaker).onErrorMap(this::count);
	}

	private Throwable count(Throwable failure) {
		if (failure instanceof BulkheadFullException) {
			this.byBulkhead.increment();
		}
		if (failure instanceof CallNotPermittedException) {
			this.byBreaker.increment();
			return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, null, failure);
		}
		return failure;
	}

}
