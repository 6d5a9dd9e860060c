package io.broadsheet.catalog.article;

import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

import com.mongodb.MongoException;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.events.ArticleCard;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * What is asked of the collection of articles. Each query runs on an index of
 * {@link io.broadsheet.catalog.entry.EntryIndexes}.
 */
class ArticleQueries {

	private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "publishedAt", "_id");

	private static final String[] CARD_FIELDS = { "slug", "url", "headline", "summary", "section", "language", "images",
			"publishedAt", "updatedAt" };

	/** More documents than any address may have: one by id, one by slug, old aliases. */
	private static final int CANDIDATES = 8;

	private final ReactiveMongoTemplate mongo;

	private final EntryDocuments documents;

	ArticleQueries(ReactiveMongoTemplate mongo, EntryDocuments documents) {
		this.mongo = mongo;
		this.documents = documents;
	}

	/**
	 * Finds the entry at an address. An id goes before a slug, a slug before an alias.
	 * @param address an id, a slug or an alias
	 * @return the entry, if there is one
	 */
	Mono<CatalogEntry> find(String address) {
		Criteria criteria = new Criteria().orOperator(Criteria.where("_id").is(address),
				Criteria.where("slug").is(address), Criteria.where("aliases").is(address));
		return documents(Query.query(criteria).limit(CANDIDATES)).collectList()
			.flatMap((found) -> Mono.justOrEmpty(found.stream().min(nearest(address))))
			.map(this.documents::read);
	}

	/**
	 * Finds the cards of a list, newest first.
	 * @param query which list, and where to go on
	 * @return one card more than the limit if the list goes on after it
	 */
	Mono<List<ArticleCard>> cards(ArticleListQuery query) {
		Criteria criteria = Criteria.where("state").is(EntryDocuments.PUBLISHED);
		if (query.section() != null) {
			criteria.and("section").is(query.section());
		}
		if (query.cursor() != null) {
			after(criteria, query.cursor());
		}
		Query sorted = Query.query(criteria).with(NEWEST_FIRST).limit(query.limit() + 1);
		sorted.fields().include(CARD_FIELDS);
		return documents(sorted).map(this.documents::readCard).collectList();
	}

	private static void after(Criteria criteria, Cursor cursor) {
		Date publishedAt = Date.from(cursor.publishedAt());
		criteria.and("publishedAt")
			.lte(publishedAt)
			.orOperator(Criteria.where("publishedAt").lt(publishedAt), Criteria.where("_id").lt(cursor.id()));
	}

	private Flux<Document> documents(Query query) {
		Function<Throwable, Throwable> unavailable = CatalogUnavailableException::new;
		return this.mongo.find(query, Document.class, EntryDocuments.COLLECTION)
			.onErrorMap((ex) -> ex instanceof DataAccessException || ex instanceof MongoException, unavailable);
	}

	private static Comparator<Document> nearest(String address) {
		return Comparator.comparingInt((document) -> {
			if (address.equals(document.getString("_id"))) {
				return 0;
			}
			return address.equals(document.getString("slug")) ? 1 : 2;
		});
	}

}
