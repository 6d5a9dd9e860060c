package io.broadsheet.catalog.projection;

import java.time.Clock;
import java.util.Map;

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
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * From the log to the database.
 */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

	private static final double SLOWER_EACH_TIME = 2;

	@Bean
	AwaitedProducer awaitedProducer(KafkaTemplate<byte[], byte[]> kafka) {
		return new AwaitedProducer(kafka);
	}

	@Bean
	ArticleProjection articleProjection(AwaitedProducer producer, ReactiveMongoTemplate mongo, EntryDocuments documents,
			ProjectionPositions positions, ProjectionSettings settings, Clock clock, MeterRegistry meters) {
		ProjectionMetrics metrics = new ProjectionMetrics(meters);
		return new ArticleProjection(new RecordReader(new EventCodec(Receipts.COMPONENT)),
				new DeadLetters(producer, metrics), new EntryWriter(mongo, documents),
				new Receipts(producer, settings.instance(), clock), positions, metrics);
	}

	/**
	 * The consumers of the log. They are started when the brokers are there.
	 */
	@Bean
	ConcurrentMessageListenerContainer<byte[], byte[]> projectionContainer(
			ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory, ArticleProjection projection,
			ProjectionPositions positions, ProjectionSettings settings) {
		ConcurrentMessageListenerContainer<byte[], byte[]> container = factory
			.createContainer(Topic.ARTICLES.topicName());
		container.setAutoStartup(false);
		container.setCommonErrorHandler(retryForEver(settings));
		ContainerProperties properties = container.getContainerProperties();
		properties.setMessageListener(projection);
		properties.setConsumerRebalanceListener(positions);
		properties.setIdleEventInterval(settings.idleInterval().toMillis());
		properties.setIdleBeforeDataMultiplier(1);
		properties.setAuthExceptionRetryInterval(settings.longestRetry());
		return container;
	}

	/**
	 * Whatever stops a batch is tried again, for as long as it takes: the handler's own
	 * list of exceptions that are not worth another try would skip the batch.
	 */
	private static DefaultErrorHandler retryForEver(ProjectionSettings settings) {
		ExponentialBackOff backOff = new ExponentialBackOff(settings.firstRetry().toMillis(), SLOWER_EACH_TIME);
		backOff.setMaxInterval(settings.longestRetry().toMillis());
		DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
		handler.setClassifications(Map.of(), true);
		return handler;
	}

}
