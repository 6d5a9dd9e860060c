package io.broadsheet.catalog.startup;

import java.time.Duration;
import java.util.List;

import io.broadsheet.events.broker.Brokers;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Waiting for the brokers, and saying what is away.
 */
@Configuration(proxyBeanMethods = false)
class StartupConfiguration {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	@Bean
	Brokers brokers(KafkaAdmin kafka) {
		return new Brokers(kafka.getConfigurationProperties());
	}

	@Bean
	HealthIndicator kafkaHealthIndicator(Brokers brokers) {
		return () -> brokers.clusterId(PATIENCE)
			.map((id) -> Health.up().withDetail("clusterId", id).build())
			.orElseGet(() -> Health.down().withDetail("reason", "The Kafka brokers do not answer").build());
	}

	@Bean
	MongoHealthIndicator mongoHealthIndicator(ReactiveMongoTemplate mongo) {
		return new MongoHealthIndicator(mongo);
	}

	@Bean
	ProjectionStarter projectionStarter(Brokers brokers, BrokerSettings settings,
			List<MessageListenerContainer> projections) {
		return new ProjectionStarter(brokers, settings.replicas(), projections);
	}

}
