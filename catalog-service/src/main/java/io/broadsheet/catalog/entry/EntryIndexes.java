package io.broadsheet.catalog.entry;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * The indexes that reading stands on. Every query of the catalog has its index here.
 */
public final class EntryIndexes {

	/** What lists are narrowed down by; the empty one is the list of everything. */
	private static final List<String> FILTERS = List.of("", "section", "tags", "authorKeys", "languageRanges");

	/** What related articles of the same language share. */
	private static final List<String> RELATED = List.of("section", "tags");

	private static final Bson BY_PUBLICATION = Indexes.descending("publishedAt", "_id");

	/** With the publication at its end, so that entries of other days need no look. */
	private static final Bson BY_UPDATE = Indexes.descending("updatedAt", "_id", "publishedAt");

	private static final List<IndexModel> ALL = Stream
		.of(FILTERS.stream().map((filter) -> list(filter, BY_PUBLICATION)),
				FILTERS.stream().map((filter) -> list(filter, BY_UPDATE)),
				Stream.of(Indexes.ascending("state", "tagLine"), Indexes.ascending("slug"),
						Indexes.ascending("aliases")),
				RELATED.stream().map((shared) -> list("language", shared, BY_PUBLICATION)),
				Stream.of(Indexes.ascending("state", "publishedDay"),
						Indexes.ascending("state", "section", "publishedDay")))
		.flatMap(Function.identity())
		.map(IndexModel::new)
		.toList();

	private final ReactiveMongoTemplate mongo;

	/**
	 * Creates nothing yet.
	 * @param mongo the database
	 */
	public EntryIndexes(ReactiveMongoTemplate mongo) {
		this.mongo = mongo;
	}

	/**
	 * Creates the indexes that are missing.
	 * @return when all of them are there
	 */
	public Mono<Void> ensure() {
		return ensure(EntryDocuments.COLLECTION);
	}

	/**
	 * Creates the indexes that are missing in a collection that is to take the place of
	 * the one that readers see.
	 * @param name the collection
	 * @return when all of them are there
	 */
	public Mono<Void> ensure(String name) {
		return this.mongo.getCollection(name).flatMap((collection) -> Flux.from(collection.createIndexes(ALL)).then());
	}

	private static Bson list(String filter, Bson order) {
		Bson equal = filter.isEmpty() ? Indexes.ascending("state") : Indexes.ascending("state", filter);
		return Indexes.compoundIndex(equal, order);
	}

	private static Bson list(String first, String second, Bson order) {
		return Indexes.compoundIndex(Indexes.ascending("state", first, second), order);
	}

}
