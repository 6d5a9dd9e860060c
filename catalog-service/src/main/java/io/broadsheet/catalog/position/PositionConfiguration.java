package io.broadsheet.catalog.position;

import java.util.Objects;

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
	CatchUp catchUp(KafkaProperties kafka) {
		Integer consumers = kafka.getListener().getConcurrency();
		return new CatchUp((consumers != null) ? consumers : 1);
	}

	@Bean
	ProjectionHealthIndicator projectionHealthIndicator(CatchUp catchUp,
			ObjectProvider<MessageListenerContainer> containers) {
		return new ProjectionHealthIndicator(catchUp, containers);
	}

	@Bean
	ProjectionPositions projectionPositions(ReactiveMongoTemplate mongo, EntryIndexes indexes, KafkaAdmin kafka,
			CatchUp catchUp) {
		String topic = Topic.ARTICLES.topicName();
		LogIdentity identity = () -> Objects.requireNonNull(kafka.describeTopics(topic).get(topic), topic)
			.topicId()
			.toString();
		return new ProjectionPositions(new StoredPositions(mongo), indexes, identity, catchUp);
	}

}
