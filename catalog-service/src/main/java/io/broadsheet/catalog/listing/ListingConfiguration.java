package io.broadsheet.catalog.listing;

import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.paging.Cursors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lists, as {@link ArticleListEndpoint} answers with them.
 */
@Configuration(proxyBeanMethods = false)
class ListingConfiguration {

	@Bean
	ArticleLists articleLists(ArticleQueries articles, ObjectProvider<CollectionMembers> collections, Cursors cursors) {
		return new ArticleLists(articles, collections.getIfAvailable(), cursors);
	}

}
