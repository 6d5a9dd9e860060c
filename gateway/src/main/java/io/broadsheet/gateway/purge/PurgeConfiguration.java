package io.broadsheet.gateway.purge;

import java.util.Map;

import io.broadsheet.gateway.cache.store.AnswerCache;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Hearing purges, and telling whether they are heard.
 */
@Configuration(proxyBeanMethods = false)
class PurgeConfiguration {

	/**
	 * What is not committed yet is not true yet, and where the log has been cut nothing
	 * must be skipped silently.
	 */
	@Bean
	PurgeReader purgeReader(KafkaProperties kafka, AnswerCache cache, LogFollower follower) {
		Map<String, Object> properties = kafka.buildConsumerProperties();
		properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
		properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		return new PurgeReader(
				() -> new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer()), cache,
				follower);
	}

	@Bean
	PurgesHealthIndicator purges(AnswerCache cache) {
		return new PurgesHealthIndicator(cache);
	}

}
