package io.broadsheet.catalog.related;

import java.util.List;
import java.util.Set;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleCard;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Finds related articles among the newest of the same section and the newest that share a
 * tag, all of them in the article's language. Each of the two queries runs on an index of
 * {@link io.broadsheet.catalog.entry.EntryIndexes} and reads {@value #CANDIDATES}
 * documents at most, however large the archive.
 */
class RelatedArticles {

	/** Of each kind; the article itself is among them. */
	static final int CANDIDATES = 100;

	private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "publishedAt", "_id");

	private static final String[] FIELDS = { "slug", "url", "headline", "summary", "section", "language", "images",
			"publishedAt", "updatedAt", "tags" };

	private final ReactiveMongoTemplate mongo;

	private final EntryDocuments documents;

	RelatedArticles(ReactiveMongoTemplate mongo, EntryDocuments documents) {
		this.mongo = mongo;
		this.documents = documents;
	}

	/**
	 * Finds an entry.
	 * @param id the article's id
	 * @return the entry, if there is one
	 */
	Mono<CatalogEntry> find(String id) {
		return this.mongo.findById(id, Document.class, EntryDocuments.COLLECTION).map(this.documents::read);
	}

	/**
	 * Finds what is related to an article.
	 * @param article the article
	 * @param limit how many are wanted at most
	 * @return the cards, the most closely related first
	 */
	Mono<List<ArticleCard>> relatedTo(Article article, int limit) {
		Relatedness relatedness = new Relatedness(article.id(), article.section(), article.tags());
		Flux<Candidate> sharedTags = article.tags().isEmpty() ? Flux.empty() : candidates(sharedTags(article));
		return Flux.merge(candidates(sameSection(article)), sharedTags)
			.collectList()
			.map((candidates) -> relatedness.closest(candidates, limit).stream().map(Candidate::card).toList());
	}

	static Query sameSection(Article article) {
		return newest(sameLanguage(article).and("section").is(article.section()));
	}

	static Query sharedTags(Article article) {
		return newest(sameLanguage(article).and("tags").in(article.tags()));
	}

	private Flux<Candidate> candidates(Query query) {
		return this.mongo.find(query, Document.class, EntryDocuments.COLLECTION)
			.map((found) -> new Candidate(this.documents.readCard(found),
					Set.copyOf(found.getList("tags", String.class, List.of()))));
	}

	private static Query newest(Criteria criteria) {
		Query query = Query.query(criteria).with(NEWEST_FIRST).limit(CANDIDATES);
		query.fields().include(FIELDS);
		return query;
	}

	private static Criteria sameLanguage(Article article) {
		return Criteria.where("state").is(EntryDocuments.PUBLISHED).and("language").is(article.language());
	}

}
