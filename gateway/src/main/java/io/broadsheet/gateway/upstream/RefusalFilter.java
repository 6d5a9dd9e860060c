package io.broadsheet.gateway.upstream;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.micrometer.core.instrument.Counter;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServiceUnavailableException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Counts what the breaker and the bulkhead of an upstream refuse.
 */
final class RefusalFilter implements GatewayFilter {

	private final Counter byBreaker;

	private final Counter byBulkhead;

	RefusalFilter(String upstream, Refusals refusals) {
		this.byBreaker = refusals.byBreaker(upstream);
		this.byBulkhead = refusals.byBulkhead(upstream);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return chain.filter(exchange)
			.doOnError(ServiceUnavailableException.class, (refused) -> this.byBreaker.increment())
			.doOnError(BulkheadFullException.class, (refused) -> this.byBulkhead.increment());
	}

}
