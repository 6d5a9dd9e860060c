package io.broadsheet.catalog.projection;

import java.util.Map;

import io.broadsheet.events.Topic;

import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Makes the consumers that turn a topic into what the database keeps of it. They are
 * started when the brokers are there.
 */
public final class ProjectionContainers {

	private static final double SLOWER_EACH_TIME = 2;

	private final ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory;

	private final ProjectionSettings settings;

	ProjectionContainers(ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory, ProjectionSettings settings) {
		this.factory = factory;
		this.settings = settings;
	}

	/**
	 * Makes the consumers of a topic.
	 * @param topic what they read
	 * @param listener applies a batch, and throws if it has to be applied again
	 * @param partitions hears which partitions come and go, and says where they begin
	 * @return the consumers, not started
	 */
	public ConcurrentMessageListenerContainer<byte[], byte[]> of(Topic topic,
			BatchConsumerAwareMessageListener<byte[], byte[]> listener, ConsumerAwareRebalanceListener partitions) {
		ConcurrentMessageListenerContainer<byte[], byte[]> container = this.factory.createContainer(topic.topicName());
		container.setAutoStartup(false);
		container.setCommonErrorHandler(retryForEver());
		ContainerProperties properties = container.getContainerProperties();
		properties.setMessageListener(listener);
		properties.setConsumerRebalanceListener(partitions);
		properties.setIdleEventInterval(this.settings.idleInterval().toMillis());
		properties.setIdleBeforeDataMultiplier(1);
		properties.setAuthExceptionRetryInterval(this.settings.longestRetry());
		return container;
	}

	/**
	 * Whatever stops a batch is tried again, for as long as it takes: the handler's own
	 * list of exceptions that are not worth another try would skip the batch.
	 */
	private DefaultErrorHandler retryForEver() {
		ExponentialBackOff backOff = new ExponentialBackOff(this.settings.firstRetry().toMillis(), SLOWER_EACH_TIME);
		backOff.setMaxInterval(this.settings.longestRetry().toMillis());
		DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
		handler.setClassifications(Map.of(), true);
		return handler;
	}

}
