package io.broadsheet.catalog.taxonomy;

import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.broadsheet.catalog.entry.EntryDocuments;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Counts published articles. Everything that is counted stands in an index of
 * {@link io.broadsheet.catalog.entry.EntryIndexes}, so no article is read for it.
 */
class TaxonomyQueries {

	private final ReactiveMongoTemplate mongo;

	TaxonomyQueries(ReactiveMongoTemplate mongo) {
		this.mongo = mongo;
	}

	/**
	 * Counts by section.
	 * @return all sections that have articles, the largest first
	 */
	Mono<List<SlugCount>> sections() {
		return counts(sectionPipeline());
	}

	/**
	 * Counts by tag.
	 * @param after where to go on, or null from the largest
	 * @param limit how many tags at most
	 * @return the tags that have most articles, the largest first
	 */
	Mono<List<SlugCount>> tags(@Nullable SlugCount after, int limit) {
		return counts(tagPipeline(after, limit));
	}

	static List<Bson> sectionPipeline() {
		return List.of(published("section"), count("$section", 1), largestFirst());
	}

	/**
	 * Articles with the same tags are counted together before their tags are told apart.
	 */
	static List<Bson> tagPipeline(@Nullable SlugCount after, int limit) {
		Bson tags = Projections.computed("tag", new Document("$split", List.of("$_id", " ")));
		return List.of(published("tagLine"), count("$tagLine", 1),
				Aggregates.project(Projections.fields(Projections.include("count"), tags)), Aggregates.unwind("$tag"),
				count("$tag", "$count"), Aggregates.match((after != null) ? smallerThan(after) : Filters.empty()),
				largestFirst(), Aggregates.limit(limit));
	}

	private static Bson smallerThan(SlugCount place) {
		return Filters.or(Filters.lt("count", place.count()),
				Filters.and(Filters.eq("count", place.count()), Filters.gt("_id", place.slug())));
	}

	private static Bson published(String field) {
		return Aggregates.match(Filters.and(Filters.eq("state", EntryDocuments.PUBLISHED), Filters.gt(field, "")));
	}

	private static Bson count(String by, Object each) {
		return Aggregates.group(by, Accumulators.sum("count", each));
	}

	private static Bson largestFirst() {
		return Aggregates.sort(Sorts.orderBy(Sorts.descending("count"), Sorts.ascending("_id")));
	}

	private Mono<List<SlugCount>> counts(List<Bson> pipeline) {
		return this.mongo.getCollection(EntryDocuments.COLLECTION)
			.flatMapMany((articles) -> Flux.from(articles.aggregate(pipeline)))
			.map((found) -> new SlugCount(found.getString("_id"), found.get("count", Number.class).longValue()))
			.collect(ArrayList::new, List::add);
	}

}
