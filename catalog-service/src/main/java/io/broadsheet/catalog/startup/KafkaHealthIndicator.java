package io.broadsheet.catalog.startup;

import java.time.Duration;

import io.broadsheet.events.broker.Brokers;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up while the brokers answer.
 */
class KafkaHealthIndicator extends AbstractHealthIndicator {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Brokers brokers;

	KafkaHealthIndicator(Brokers brokers) {
		super("The brokers don't answer");
		this.brokers = brokers;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		builder.up().withDetail("clusterId", this.brokers.clusterId(PATIENCE));
	}

}
