package io.broadsheet.trending.topology;

import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Whether this instance takes its part in counting.
 */
public final class StreamsState implements HealthIndicator {

	private final StreamsBuilderFactoryBean streams;

	StreamsState(StreamsBuilderFactoryBean streams) {
		this.streams = streams;
	}

	/**
	 * Whether it counts right now.
	 * @return false while it waits for brokers, takes partitions over or has stopped
	 */
	public boolean isRunning() {
		@Nullable KafkaStreams client = this.streams.getKafkaStreams();
		return client != null && client.state() == KafkaStreams.State.RUNNING;
	}

	@Override
	public Health health() {
		@Nullable KafkaStreams client = this.streams.getKafkaStreams();
		String state = (client != null) ? client.state().name() : "WAITING_FOR_BROKERS";
		return (isRunning() ? Health.up() : Health.down()).withDetail("state", state).build();
	}

}
