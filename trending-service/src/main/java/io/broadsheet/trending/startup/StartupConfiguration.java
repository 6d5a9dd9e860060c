package io.broadsheet.trending.startup;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.broadsheet.events.broker.Brokers;
import io.broadsheet.trending.answers.RankingsReader;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Starting what needs the brokers, once they are there.
 */
@Configuration(proxyBeanMethods = false)
class StartupConfiguration {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	@Bean
	Brokers brokers(KafkaProperties kafka) {
		return new Brokers(kafka.buildAdminProperties());
	}

	@Bean
	BrokerGate brokerGate(Brokers brokers, KafkaProperties kafka, StreamsBuilderFactoryBean streams,
			RankingsReader rankings) {
		int replicas = Objects.requireNonNull(kafka.getStreams().getReplicationFactor(), "replication-factor");
		return new BrokerGate(brokers, (short) replicas, List.of(rankings, streams));
	}

	@Bean
	HealthIndicator kafkaHealthIndicator(Brokers brokers) {
		return () -> brokers.clusterId(PATIENCE)
			.map((id) -> Health.up().withDetail("clusterId", id).build())
			.orElseGet(() -> Health.down().withDetail("reason", "The Kafka brokers do not answer").build());
	}

}
