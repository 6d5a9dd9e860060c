package io.broadsheet.ingest.ledger;

import java.time.Duration;

import io.broadsheet.events.broker.Brokers;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up while the Kafka brokers answer.
 */
final class KafkaHealthIndicator extends AbstractHealthIndicator {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final Brokers brokers;

	KafkaHealthIndicator(Brokers brokers) {
		super("The Kafka brokers do not answer");
		this.brokers = brokers;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		builder.up().withDetail("clusterId", this.brokers.clusterId(TIMEOUT));
	}

}
