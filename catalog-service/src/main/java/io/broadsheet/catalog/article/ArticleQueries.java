package io.broadsheet.catalog.article;

import java.util.Comparator;
import java.util.List;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.paging.Cursor;
import io.broadsheet.events.ArticleCard;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * What is asked of the collection of articles. Each query runs on an index of
 * {@link io.broadsheet.catalog.entry.EntryIndexes}.
 */
public final class ArticleQueries {

	private static final String[] CARD_FIELDS = { "slug", "url", "headline", "summary", "section", "language", "images",
			"publishedAt", "updatedAt" };

	/** More documents than any address may have: one by id, one by slug, old aliases. */
	private static final int CANDIDATES = 8;

	private final ReactiveMongoTemplate mongo;

	private final EntryDocuments documents;

	/**
	 * Creates the queries.
	 * @param mongo the database
	 * @param documents reads what is found
	 */
	public ArticleQueries(ReactiveMongoTemplate mongo, EntryDocuments documents) {
		this.mongo = mongo;
		this.documents = documents;
	}

	/**
	 * Finds the entry at an address. An id goes before a slug, a slug before an alias.
	 * @param address an id, a slug or an alias
	 * @return the entry, if there is one
	 */
	public Mono<CatalogEntry> find(String address) {
		return documents(atAddress(address)).collectList()
			.flatMap((found) -> Mono.justOrEmpty(found.stream().min(nearest(address))))
			.map(this.documents::read);
	}

	/**
	 * Finds the cards of a stretch of a list.
	 * @param criteria which articles; those of an {@link ArticleFilter} or narrower
	 * @param sort in which order
	 * @param after where to go on, or null from the start
	 * @param limit how many at most; one more than the page's tells whether it goes on
	 * @return the cards, in order
	 */
	public Mono<List<ArticleCard>> cards(Criteria criteria, ArticleSort sort, @Nullable Cursor after, int limit) {
		return documents(list(criteria, sort, after, limit)).map(this.documents::readCard).collectList();
	}

	static Query atAddress(String address) {
		return Query.query(new Criteria().orOperator(Criteria.where("_id").is(address),
				Criteria.where("slug").is(address), Criteria.where("aliases").is(address)))
			.limit(CANDIDATES);
	}

	static Query list(Criteria criteria, ArticleSort sort, @Nullable Cursor after, int limit) {
		Criteria all = (after != null) ? new Criteria().andOperator(criteria, sort.after(after)) : criteria;
		Query query = Query.query(all).with(sort.order()).limit(limit);
		query.fields().include(CARD_FIELDS);
		return query;
	}

	private Flux<Document> documents(Query query) {
		return this.mongo.find(query, Document.class, EntryDocuments.COLLECTION);
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
