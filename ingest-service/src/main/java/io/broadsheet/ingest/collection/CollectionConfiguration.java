package io.broadsheet.ingest.collection;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Collections: who writes them to the log.
 */
@Configuration(proxyBeanMethods = false)
class CollectionConfiguration {

	@Bean
	Collections collections(KafkaTemplate<String, byte[]> kafka) {
		return new Collections(kafka);
	}

}
