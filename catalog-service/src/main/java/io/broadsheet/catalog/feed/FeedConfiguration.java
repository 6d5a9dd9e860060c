package io.broadsheet.catalog.feed;

import io.broadsheet.catalog.entry.EntryDocuments;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Finding the articles that {@link FeedEndpoint} writes down.
 */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

	@Bean
	FeedQueries feedQueries(ReactiveMongoTemplate mongo, EntryDocuments documents) {
		return new FeedQueries(mongo, documents);
	}

}
