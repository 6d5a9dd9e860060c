package io.broadsheet.catalog.article;

import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Knows which articles belong to the collections that readers see now.
 */
public interface CollectionMembers {

	/**
	 * Tells the articles of a collection.
	 * @param slug the collection's
	 * @return what their documents have in common, or nothing if no such collection is on
	 * show
	 */
	Mono<Criteria> members(String slug);

}
