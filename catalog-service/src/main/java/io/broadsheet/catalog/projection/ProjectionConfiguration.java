package io.broadsheet.catalog.projection;

import java.time.Clock;

import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.position.ProjectionPositions;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * From the log to the database.
 */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

	@Bean
	AwaitedProducer awaitedProducer(KafkaTemplate<byte[], byte[]> kafka) {
		return new AwaitedProducer(kafka);
	}

	@Bean
	ArticleProjection articleProjection(AwaitedProducer producer, ReactiveMongoTemplate mongo, EntryDocuments documents,
			ProjectionPositions articlePositions, ProjectionSettings settings, Clock clock, MeterRegistry meters) {
		ProjectionMetrics metrics = new ProjectionMetrics(meters);
		return new ArticleProjection(new RecordReader(new EventCodec(Receipts.COMPONENT)),
				new DeadLetters(producer, Topic.ARTICLES_DLT, metrics::deadLettered),
				new EntryWriter(mongo, documents, EntryDocuments.COLLECTION), new LastTold(mongo),
				new Receipts(producer, settings.instance(), clock), articlePositions, metrics);
	}

	@Bean
	ProjectionContainers projectionContainers(ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory,
			ProjectionSettings settings) {
		return new ProjectionContainers(factory, settings);
	}

	@Bean
	ConcurrentMessageListenerContainer<byte[], byte[]> articleContainer(ProjectionContainers containers,
			ArticleProjection projection) {
		return containers.of(Topic.ARTICLES, projection, projection);
	}

}
