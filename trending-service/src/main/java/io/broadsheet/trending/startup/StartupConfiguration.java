package io.broadsheet.trending.startup;

import java.util.List;
import java.util.Objects;

import io.broadsheet.events.broker.Brokers;
import io.broadsheet.trending.answers.RankingsReader;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Starting what needs the brokers, once they are there.
 */
@Configuration(proxyBeanMethods = false)
class StartupConfiguration {

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
	BrokersHealthIndicator kafka(Brokers brokers) {
		return new BrokersHealthIndicator(brokers);
	}

}
