package io.broadsheet.catalog.entry;

import io.broadsheet.catalog.PublisherSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * How articles stand in the catalog.
 */
@Configuration(proxyBeanMethods = false)
class EntryConfiguration {

	@Bean
	EntryDocuments entryDocuments(PublisherSettings publisher) {
		return new EntryDocuments(publisher.zone());
	}

	@Bean
	EntryIndexes entryIndexes(ReactiveMongoTemplate mongo) {
		return new EntryIndexes(mongo);
	}

}
