package io.broadsheet.catalog.related;

import io.broadsheet.catalog.entry.EntryDocuments;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Related articles, as {@link RelatedEndpoint} answers with them.
 */
@Configuration(proxyBeanMethods = false)
class RelatedConfiguration {

	@Bean
	RelatedArticles relatedArticles(ReactiveMongoTemplate mongo, EntryDocuments documents) {
		return new RelatedArticles(mongo, documents);
	}

}
