package io.broadsheet.gateway.upstream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Counter;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServiceUnavailableException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Puts an upstream's breaker, and within it its bulkhead, around a call until its answer
 * begins, and counts what they refuse.
 */
final class BreakerFilter implements GatewayFilter {

	private final BulkheadOperator<Void> bulkhead;

	private final CircuitBreakerOperator<Void> breaker;

	private final Counter byBreaker;

	private final Counter byBulkhead;

	BreakerFilter(String upstream, Bulkhead bulkhead, CircuitBreaker breaker, Refusals refusals) {
		this.bulkhead = BulkheadOperator.of(bulkhead);
		this.breaker = CircuitBreakerOperator.of(breaker);
		this.byBreaker = refusals.byBreaker(upstream);
		this.byBulkhead = refusals.byBulkhead(upstream);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return chain.filter(exchange)
			.transform(this.bulkhead)
			.transform(this.breaker)
			.doOnError(BulkheadFullException.class, (refused) -> this.byBulkhead.increment())
			.onErrorMap(CallNotPermittedException.class, (refused) -> {
				this.byBreaker.increment();
				return new ServiceUnavailableException();
			});
	}

}
