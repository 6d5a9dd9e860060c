package io.broadsheet.catalog.entry;

import java.util.List;

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

	private static final Bson NEWEST = Indexes.descending("publishedAt", "_id");

	private static final List<IndexModel> ALL = List.of(
			new IndexModel(Indexes.compoundIndex(Indexes.ascending("state"), NEWEST)),
			new IndexModel(Indexes.compoundIndex(Indexes.ascending("state", "section"), NEWEST)),
			new IndexModel(Indexes.ascending("slug")), new IndexModel(Indexes.ascending("aliases")));

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
		return this.mongo.getCollection(EntryDocuments.COLLECTION)
			.flatMap((collection) -> Flux.from(collection.createIndexes(ALL)).then());
	}

}
