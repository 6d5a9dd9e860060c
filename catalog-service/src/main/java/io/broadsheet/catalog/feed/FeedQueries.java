package io.broadsheet.catalog.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.events.ArticleCard;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * What feeds ask of the collection of articles: the newest, without their bodies, on the
 * indexes of {@link io.broadsheet.catalog.entry.EntryIndexes}.
 */
class FeedQueries {

	private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "publishedAt", "_id");

	private static final String[] FIELDS = { "slug", "url", "headline", "summary", "section", "language", "images",
			"publishedAt", "updatedAt", "tags", "authors" };

	private final ReactiveMongoTemplate mongo;

	private final EntryDocuments documents;

	FeedQueries(ReactiveMongoTemplate mongo, EntryDocuments documents) {
		this.mongo = mongo;
		this.documents = documents;
	}

	/**
	 * Finds the newest articles that readers may see.
	 * @param section only those of this section, or of all if null
	 * @param limit how many at most
	 * @return the articles, newest first
	 */
	Mono<List<Feed.Item>> newest(@Nullable String section, int limit) {
		Criteria criteria = published();
		if (section != null) {
			criteria.and("section").is(section);
		}
		return find(criteria, limit);
	}

	/**
	 * Finds the newest articles since a moment.
	 * @param from the earliest time of publication
	 * @param limit how many at most
	 * @return the articles, newest first
	 */
	Mono<List<Feed.Item>> since(Instant from, int limit) {
		return find(published().and("publishedAt").gte(Date.from(from)), limit);
	}

	private static Criteria published() {
		return Criteria.where("state").is(EntryDocuments.PUBLISHED);
	}

	private Mono<List<Feed.Item>> find(Criteria criteria, int limit) {
		Query query = Query.query(criteria).with(NEWEST_FIRST).limit(limit);
		query.fields().include(FIELDS);
		return this.mongo.find(query, Document.class, EntryDocuments.COLLECTION).map(this::item).collectList();
	}

	private Feed.Item item(Document document) {
		ArticleCard card = this.documents.readCard(document);
		List<String> authors = document.getList("authors", Document.class, List.of())
			.stream()
			.map((author) -> author.getString("name"))
			.toList();
		List<String> categories = new ArrayList<>(List.of(card.section()));
		categories.addAll(document.getList("tags", String.class, List.of()));
		return new Feed.Item(card.id(), card.url(), card.headline(), card.summary(), card.language(), categories,
				authors, card.image(), card.publishedAt(), card.updatedAt());
	}

}
