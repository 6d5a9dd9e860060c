package io.broadsheet.catalog.startup;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.broadsheet.events.broker.Brokers;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while the brokers answer.
 */
class KafkaHealthIndicator implements HealthIndicator {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Brokers brokers;

	KafkaHealthIndicator(Brokers brokers) {
		this.brokers = brokers;
	}

	@Override
	public Health health() {
		try {
			return Health.up().withDetail("clusterId", this.brokers.clusterId(PATIENCE)).build();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Health.unknown().build();
		}
		catch (ExecutionException | TimeoutException ex) {
			return Health.down(ex).build();
		}
	}

}
