package io.broadsheet.catalog.collection;

import java.time.Clock;

import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.events.CollectionChanged;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.query.Criteria;

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
	public Mono<Criteria> members(String slug) {
		return this.collections.find(slug)
			.filter((collection) -> ShowTime.isNow(collection, this.clock.instant()))
			.map(CollectionMembership::criteria);
	}

	private static Criteria criteria(CollectionChanged collection) {
		Criteria pinned = Criteria.where("_id").in(collection.pinned());
		if (collection.tag() == null) {
			return pinned;
		}
		Criteria tagged = Criteria.where("tags").is(collection.tag());
		return collection.pinned().isEmpty() ? tagged : new Criteria().orOperator(pinned, tagged);
	}

}
