package io.broadsheet.catalog.collection.projection;

import java.time.Clock;

import io.broadsheet.catalog.collection.CollectionDocuments;
import io.broadsheet.catalog.position.LogIdentity;
import io.broadsheet.catalog.projection.AwaitedProducer;
import io.broadsheet.catalog.projection.DeadLetters;
import io.broadsheet.catalog.projection.ProjectionContainers;
import io.broadsheet.catalog.projection.ProjectionSettings;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * From the log of collections to the database.
 */
@Configuration(proxyBeanMethods = false)
class CollectionProjectionConfiguration {

	/** A group of its own, so that articles and collections don't wait for each other. */
	private static final String GROUP = "catalog-service-collections";

	@Bean
	CollectionProjection collectionProjection(AwaitedProducer producer, ReactiveMongoTemplate mongo,
			CollectionDocuments documents, KafkaAdmin kafka, ProjectionSettings settings, Clock clock,
			MeterRegistry meters) {
		CollectionMetrics metrics = new CollectionMetrics(meters);
		return new CollectionProjection(new CollectionRecordReader(new EventCodec(CollectionReceipts.COMPONENT)),
				new DeadLetters(producer, Topic.COLLECTIONS_DLT, metrics::deadLettered),
				new StoredCollections(mongo, documents), new CollectionReceipts(producer, settings.instance(), clock),
				LogIdentity.of(Topic.COLLECTIONS, kafka), metrics);
	}

	/**
	 * The consumer of the log, one because there is little to read. It is started when
	 * the brokers are there.
	 */
	@Bean
	ConcurrentMessageListenerContainer<byte[], byte[]> collectionContainer(ProjectionContainers containers,
			CollectionProjection projection) {
		ConcurrentMessageListenerContainer<byte[], byte[]> container = containers.of(Topic.COLLECTIONS, projection,
				projection);
		container.setConcurrency(1);
		container.getContainerProperties().setGroupId(GROUP);
		return container;
	}

	/** Up once readers see all collections that the log has. */
	@Bean
	HealthIndicator collectionsHealthIndicator(CollectionProjection projection) {
		return () -> (projection.isCaughtUp() ? Health.up() : Health.down()).build();
	}

}
