package io.broadsheet.catalog.collection;

import java.time.Instant;
import java.util.Date;

import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.events.CollectionChanged;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * What is asked of the database about collections. Each query runs on an index.
 */
class CollectionQueries {

	/** More than an editor has on show at a time. */
	static final int MOST_ON_SHOW = 100;

	private static final Sort LAST_STARTED_FIRST = Sort.by(Sort.Order.desc("startsAt"), Sort.Order.asc("_id"));

	private final ReactiveMongoTemplate mongo;

	private final CollectionDocuments documents;

	CollectionQueries(ReactiveMongoTemplate mongo, CollectionDocuments documents) {
		this.mongo = mongo;
		this.documents = documents;
	}

	/**
	 * Finds a collection, whether readers see it or not.
	 * @param slug its slug
	 * @return the collection, if there is one that was not deleted
	 */
	Mono<CollectionChanged> find(String slug) {
		return this.mongo
			.findOne(Query.query(notDeleted().and("_id").is(slug)), Document.class, CollectionDocuments.COLLECTION)
			.map(this.documents::read);
	}

	/**
	 * Finds those that readers see.
	 * @param now the moment
	 * @return the collections, the last started first, those without a start at the end
	 */
	Flux<CollectionChanged> onShow(Instant now) {
		Date date = Date.from(now);
		Criteria started = new Criteria().orOperator(Criteria.where("startsAt").is(null),
				Criteria.where("startsAt").lte(date));
		Criteria notEnded = new Criteria().orOperator(Criteria.where("endsAt").is(null),
				Criteria.where("endsAt").gt(date));
		Query query = Query.query(notDeleted().andOperator(started, notEnded))
			.with(LAST_STARTED_FIRST)
			.limit(MOST_ON_SHOW);
		return this.mongo.find(query, Document.class, CollectionDocuments.COLLECTION).map(this.documents::read);
	}

	/**
	 * When the next collection starts.
	 * @param now the moment
	 * @return the first start after it, if there is one
	 */
	Mono<Instant> nextStart(Instant now) {
		Query query = Query.query(notDeleted().and("startsAt").gt(Date.from(now))).with(Sort.by("startsAt")).limit(1);
		query.fields().include("startsAt");
		return this.mongo.find(query, Document.class, CollectionDocuments.COLLECTION)
			.next()
			.map((found) -> found.getDate("startsAt").toInstant());
	}

	/**
	 * Counts the articles of a collection that readers see.
	 * @param collection the collection
	 * @return how many there are
	 */
	Mono<Long> count(CollectionChanged collection) {
		String tag = collection.tag();
		Criteria pinned = published().and("_id").in(collection.pinned());
		if (tag == null) {
			return count(pinned);
		}
		return count(published().and("tags").is(tag)).zipWith(count(pinned.and("tags").ne(tag)), Long::sum);
	}

	private Mono<Long> count(Criteria criteria) {
		return this.mongo.count(Query.query(criteria), EntryDocuments.COLLECTION);
	}

	private static Criteria notDeleted() {
		return Criteria.where(CollectionDocuments.DELETED).is(false);
	}

	private static Criteria published() {
		return Criteria.where("state").is(EntryDocuments.PUBLISHED);
	}

}
