package io.broadsheet.catalog.startup;

import io.broadsheet.catalog.position.ProjectionPositions;
import io.broadsheet.events.broker.Brokers;

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

	@Bean
	Brokers brokers(KafkaAdmin kafka) {
		return new Brokers(kafka.getConfigurationProperties());
	}

	@Bean
	KafkaHealthIndicator kafkaHealthIndicator(Brokers brokers) {
		return new KafkaHealthIndicator(brokers);
	}

	@Bean
	MongoHealthIndicator mongoHealthIndicator(ReactiveMongoTemplate mongo) {
		return new MongoHealthIndicator(mongo);
	}

	@Bean
	ProjectionStarter projectionStarter(Brokers brokers, BrokerSettings settings, MessageListenerContainer projection,
			ProjectionPositions positions) {
		return new ProjectionStarter(brokers, settings.replicas(), projection, positions);
	}

}
