package io.broadsheet.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.broadsheet.gateway.cache.Origin;
import io.broadsheet.gateway.client.ClientAddresses;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import reactor.netty.http.client.HttpClient;

import org.springframework.cloud.gateway.filter.GatewayFilter;

/**
 * How routes call their upstreams: within the breaker, the bulkhead and the budget of
 * retries, which all routes of an upstream share.
 */
public final class UpstreamCalls {

	/**
	 * Stands in an exchange's attributes while its body is passed on and not complete.
	 */
	public static final String RECEIVING = "broadsheet.receiving";

	private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

	private final HttpClient client;

	private final ClientAddresses addresses;

	private final CircuitBreakerRegistry breakers;

	private final BulkheadRegistry bulkheads;

	private final Refusals refusals;

	UpstreamCalls(HttpClient client, ClientAddresses addresses, CircuitBreakerRegistry breakers,
			BulkheadRegistry bulkheads, Refusals refusals) {
		this.client = client;
		this.addresses = addresses;
		this.breakers = breakers;
		this.bulkheads = bulkheads;
		this.refusals = refusals;
	}

	/**
	 * Makes an upstream the origin of what the cache keeps.
	 * @param url where it is
	 * @return the origin, not guarded yet
	 */
	public Origin origin(URI url) {
		String base = url.getScheme() + "://" + url.getRawAuthority();
		return new HttpOrigin(new ClientPerThread(this.client.baseUrl(base)), this.addresses);
	}

	/**
	 * Guards an origin like all other calls of its upstream.
	 * @param origin the origin
	 * @param upstream the upstream's name
	 * @param timeout for how long it is waited for
	 * @return the same origin, which fails soon if it does
	 */
	public Origin guarded(Origin origin, String upstream, Duration timeout) {
		return new GuardedOrigin(origin, timeout, retrying(upstream, timeout), guard(upstream));
	}

	/**
	 * Refuses calls while the upstream is away, or too many wait for it.
	 * @param upstream the upstream's name
	 * @return the filter
	 */
	public GatewayFilter breaker(String upstream) {
		Guard<Void> guard = guard(upstream);
		return (exchange, chain) -> guard.around(chain.filter(exchange));
	}

	/**
	 * Comes after the breaker and sends what failed once more, if it may.
	 * @param upstream the upstream's name
	 * @param timeout for how long it is waited for
	 * @return the filter
	 */
	public GatewayFilter retries(String upstream, Duration timeout) {
		return new RetryFilter(retrying(upstream, timeout));
	}

	private <T> Guard<T> guard(String upstream) {
		return new Guard<>(upstream, this.bulkheads.bulkhead(upstream), this.breakers.circuitBreaker(upstream),
				this.refusals);
	}

	private Retries retrying(String upstream, Duration timeout) {
		RetryBudget budget = this.budgets.computeIfAbsent(upstream, (name) -> new RetryBudget());
		return new Retries(upstream, timeout, budget, this.refusals);
	}

}
