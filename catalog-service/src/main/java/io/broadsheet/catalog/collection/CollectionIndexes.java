package io.broadsheet.catalog.collection;

import java.util.List;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * The indexes that reading collections stands on: what is on show is looked for by its
 * end, what comes next by its start.
 */
public final class CollectionIndexes {

	private static final List<IndexModel> ALL = List.of(
			new IndexModel(Indexes.ascending(CollectionDocuments.DELETED, "endsAt")),
			new IndexModel(Indexes.ascending(CollectionDocuments.DELETED, "startsAt")));

	private CollectionIndexes() {
	}

	/**
	 * Creates the indexes that are missing.
	 * @param mongo the database
	 * @return when all of them are there
	 */
	public static Mono<Void> ensure(ReactiveMongoTemplate mongo) {
		return mongo.getCollection(CollectionDocuments.COLLECTION)
			.flatMap((collections) -> Flux.from(collections.createIndexes(ALL)).then());
	}

}
