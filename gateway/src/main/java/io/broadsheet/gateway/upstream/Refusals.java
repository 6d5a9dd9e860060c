package io.broadsheet.gateway.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts requests that were refused without asking an upstream. To alert on: those by the
 * breaker or the bulkhead of an upstream, which is then away or too slow.
 */
public final class Refusals {

	private final MeterRegistry registry;

	Refusals(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Those of clients that ask too often.
	 * @return the counter
	 */
	public Counter byRate() {
		return refused("rate", "none");
	}

	Counter byBreaker(String upstream) {
		return refused("breaker", upstream);
	}

	Counter byBulkhead(String upstream) {
		return refused("bulkhead", upstream);
	}

	private Counter refused(String by, String upstream) {
		return Counter.builder("broadsheet.gateway.refused")
			.description("Requests that were refused without asking an upstream")
			.tag("by", by)
			.tag("upstream", upstream)
			.register(this.registry);
	}

	Counter repeated(String upstream, String outcome) {
		return Counter.builder("broadsheet.gateway.retries")
			.description("Requests that failed and were sent again, or would have been if the budget had allowed it")
			.tag("upstream", upstream)
			.tag("outcome", outcome)
			.register(this.registry);
	}

}
