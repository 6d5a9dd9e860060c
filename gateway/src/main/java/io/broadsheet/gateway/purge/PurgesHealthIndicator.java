package io.broadsheet.gateway.purge;

import io.broadsheet.gateway.cache.store.AnswerCache;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether purges are heard. It is up in any case: without them the gateway answers, and
 * asks its upstreams more often.
 */
final class PurgesHealthIndicator implements HealthIndicator {

	private final AnswerCache cache;

	PurgesHealthIndicator(AnswerCache cache) {
		this.cache = cache;
	}

	@Override
	public Health health() {
		return Health.up().withDetail("heard", this.cache.isHeard()).build();
	}

}
