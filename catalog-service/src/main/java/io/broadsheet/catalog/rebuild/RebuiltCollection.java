package io.broadsheet.catalog.rebuild;

import java.time.Duration;
import java.util.UUID;

import com.mongodb.client.model.Projections;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import org.bson.Document;
import reactor.core.publisher.Flux;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * The collection that a rebuild fills. Its name is used only once.
 */
class RebuiltCollection {

	private static final String PREFIX = EntryDocuments.COLLECTION + "_rebuild_";

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final ReactiveMongoTemplate mongo;

	private final EntryIndexes indexes;

	private final String name = PREFIX + UUID.randomUUID();

	RebuiltCollection(ReactiveMongoTemplate mongo, EntryIndexes indexes) {
		this.mongo = mongo;
		this.indexes = indexes;
	}

	String name() {
		return this.name;
	}

	/** Creates it with its indexes, and drops what earlier tries left. */
	void create() {
		this.mongo.getCollectionNames()
			.filter((other) -> other.startsWith(PREFIX) && !other.equals(this.name))
			.flatMap(this.mongo::dropCollection)
			.then(this.indexes.ensure(this.name))
			.block(PATIENCE);
	}

	/** Compares its ids with those of the log. */
	LiveArticles.Comparison compare(LiveArticles articles) {
		LiveArticles.Comparison comparison = articles.compare();
		this.mongo.getCollection(this.name)
			.flatMapMany((entries) -> Flux.from(entries.find().projection(Projections.include("_id"))))
			.map((Document found) -> found.getString("_id"))
			.doOnNext(comparison::found)
			.then()
			.block(PATIENCE);
		return comparison;
	}

}
