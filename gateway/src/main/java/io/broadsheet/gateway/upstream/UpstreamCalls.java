package io.broadsheet.gateway.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.cloud.gateway.filter.GatewayFilter;

/**
 * The filters of a route around and within its upstream's breaker.
 */
public final class UpstreamCalls {

	/**
	 * Stands in an exchange's attributes while its body is passed on and not complete.
	 */
	public static final String RECEIVING = "broadsheet.receiving";

	private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

	private final Refusals refusals;

	UpstreamCalls(Refusals refusals) {
		this.refusals = refusals;
	}

	/**
	 * Comes before the breaker and counts what it refuses.
	 * @param upstream the upstream's name
	 * @return the filter
	 */
	public GatewayFilter refusals(String upstream) {
		return new RefusalFilter(upstream, this.refusals);
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
