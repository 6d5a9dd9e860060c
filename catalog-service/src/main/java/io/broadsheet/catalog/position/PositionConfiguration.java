package io.broadsheet.catalog.position;

import io.broadsheet.catalog.entry.EntryIndexes;
import io.broadsheet.events.Topic;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * How far into the log the stored entries reach.
 */
@Configuration(proxyBeanMethods = false)
class PositionConfiguration {

	@Bean
	ProjectionPositions articlePositions(ReactiveMongoTemplate mongo, EntryIndexes indexes, KafkaAdmin kafka,
			KafkaProperties properties) {
		Integer consumers = properties.getListener().getConcurrency();
		return new ProjectionPositions(Topic.ARTICLES, mongo, indexes::ensure, kafka,
				(consumers != null) ? consumers : 1);
	}

	@Bean
	ProjectionHealthIndicator projectionHealthIndicator(ObjectProvider<ProjectionPositions> positions,
			ObjectProvider<MessageListenerContainer> containers) {
		return new ProjectionHealthIndicator(positions, containers);
	}

}
