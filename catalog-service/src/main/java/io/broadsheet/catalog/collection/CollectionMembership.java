package io.broadsheet.catalog.collection;

import java.time.Clock;

import io.broadsheet.catalog.article.CollectionMembers;
import reactor.core.publisher.Mono;

/**
 * Tells lists of articles what belongs to a collection.
 */
class CollectionMembership implements CollectionMembers {

	private final CollectionQueries collections;

	private final Clock clock;

	CollectionMembership(CollectionQueries collections, Clock clock) {
		this.collections = collections;
		this.clock = clock;
	}

	@Override
	public Mono<Members> members(String slug) {
		return this.collections.find(slug)
			.filter((collection) -> ShowTime.isNow(collection, this.clock.instant()))
			.map((collection) -> new Members(collection.pinned(), collection.tag()));
	}

}
