package io.broadsheet.gateway.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

import org.springframework.cloud.gateway.filter.GatewayFilter;

/**
 * The filters of a route that call its upstream: the breaker, and what is within.
 */
public final class UpstreamCalls {

	/**
	 * Stands in an exchange's attributes while its body is passed on and not complete.
	 */
	public static final String RECEIVING = "broadsheet.receiving";

	private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

	private final CircuitBreakerRegistry breakers;

	private final BulkheadRegistry bulkheads;

	private final Refusals refusals;

	UpstreamCalls(CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads, Refusals refusals) {
		this.breakers = breakers;
		this.bulkheads = bulkheads;
		this.refusals = refusals;
	}

	/**
	 * Refuses calls while the upstream is away, or too many wait for it. All routes of an
	 * upstream share one breaker and one bulkhead.
	 * @param upstream the upstream's name
	 * @return the filter
	 */
	public GatewayFilter breaker(String upstream) {
		return new BreakerFilter(upstream, this.bulkheads.bulkhead(upstream), this.breakers.circuitBreaker(upstream),
				this.refusals);
	}

	/**
	 * Comes after the breaker and sends what failed once more, if it may. All routes of
	 * an upstream share one budget.
	 * @param upstream the upstream's name
	 * @param timeout for how long it is waited for
	 * @return the filter
	 */
	public GatewayFilter retries(String upstream, Duration timeout) {
		RetryBudget budget = this.budgets.computeIfAbsent(upstream, (name) -> new RetryBudget());
		return new RetryFilter(upstream, timeout, budget, this.refusals);
	}

}
