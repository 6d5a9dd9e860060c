package io.broadsheet.catalog.rebuild;

import java.time.Clock;

import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import io.broadsheet.catalog.position.LogIdentity;
import io.broadsheet.events.Topic;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * What the option {@code --rebuild} adds to the service. The service stops with an error
 * if the rebuild fails.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("rebuild")
class RebuildConfiguration {

	@Bean
	Rebuild rebuild(ConsumerFactory<byte[], byte[]> consumers, KafkaAdmin kafka, ReactiveMongoTemplate mongo,
			EntryDocuments documents, EntryIndexes indexes, RebuildSettings settings, Clock clock) {
		return new Rebuild(consumers, LogIdentity.of(Topic.ARTICLES, kafka), mongo, documents, indexes, settings,
				clock);
	}

	/**
	 * Runs while the service answers readers, so it may be told that it can.
	 */
	@Bean
	ApplicationRunner rebuildRunner(Rebuild rebuild, ApplicationContext context) {
		return (arguments) -> {
			AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
			rebuild.run();
		};
	}

}
