package io.broadsheet.catalog.taxonomy;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Counts of sections and tags, as {@link TaxonomyEndpoint} answers with them.
 */
@Configuration(proxyBeanMethods = false)
class TaxonomyConfiguration {

	@Bean
	TaxonomyQueries taxonomyQueries(ReactiveMongoTemplate mongo) {
		return new TaxonomyQueries(mongo);
	}

}
