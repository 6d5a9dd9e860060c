package io.broadsheet.catalog.collection;

import java.time.Clock;

import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.article.ArticleQueries;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Collections as readers see them, as {@link CollectionEndpoint} answers with them.
 */
@Configuration(proxyBeanMethods = false)
class CollectionConfiguration {

	@Bean
	CollectionDocuments collectionDocuments(PublisherSettings publisher) {
		return new CollectionDocuments(publisher.zone());
	}

	@Bean
	CollectionQueries collectionQueries(ReactiveMongoTemplate mongo, CollectionDocuments documents) {
		return new CollectionQueries(mongo, documents);
	}

	@Bean
	CollectionArticles collectionArticles(ArticleQueries articles) {
		return new CollectionArticles(articles);
	}

	@Bean
	CollectionMembership collectionMembership(CollectionQueries collections, Clock clock) {
		return new CollectionMembership(collections, clock);
	}

}
