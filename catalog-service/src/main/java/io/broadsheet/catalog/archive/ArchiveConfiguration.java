package io.broadsheet.catalog.archive;

import io.broadsheet.catalog.PublisherSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * The calendar, as {@link ArchiveEndpoint} answers with it.
 */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

	@Bean
	ArchiveQueries archiveQueries(ReactiveMongoTemplate mongo, PublisherSettings publisher) {
		return new ArchiveQueries(mongo, publisher.zone());
	}

}
