package io.broadsheet.catalog.article;

import io.broadsheet.catalog.entry.EntryDocuments;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Reading articles, as {@link ArticleEndpoint} and all lists do.
 */
@Configuration(proxyBeanMethods = false)
class ArticleConfiguration {

	@Bean
	ArticleQueries articleQueries(ReactiveMongoTemplate mongo, EntryDocuments documents) {
		return new ArticleQueries(mongo, documents);
	}

}
