package io.broadsheet.catalog.position;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.mongodb.MongoNamespace;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.broadsheet.catalog.entry.EntryDocuments;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Puts rebuilt entries in the place of the old ones, and their positions with them.
 * Renaming a collection is atomic, but the positions are documents of another one. So
 * they are written down first, beside the name of the new collection; once that name is
 * gone the renaming was done, and whoever sees it next makes the positions valid. It may
 * be killed at any moment.
 */
public final class Switchover {

	private static final Logger logger = LoggerFactory.getLogger(Switchover.class);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String COLLECTION_FIELD = "collection";

	private static final String POSITIONS_FIELD = "positions";

	private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

	private static final Bson SELF = Filters.eq("_id", "articles-rebuild");

	private final ReactiveMongoTemplate mongo;

	/**
	 * Creates it.
	 * @param mongo the database of entries and positions
	 */
	public Switchover(ReactiveMongoTemplate mongo) {
		this.mongo = mongo;
	}

	/**
	 * Announces a new collection. One that was announced before can't be switched to any
	 * more.
	 * @param collection its name, used only once
	 */
	public void announce(String collection) {
		settle();
		Document announcement = new Document("_id", "articles-rebuild").append(COLLECTION_FIELD, collection);
		await(positions().flatMap((positions) -> Mono.from(positions.replaceOne(SELF, announcement, UPSERT))));
	}

	/**
	 * Lets readers see the new collection instead of the old one.
	 * @param collection its name
	 * @param log the identity of the log that it was filled from
	 * @param next the next offset of each partition
	 * @return false if another collection was announced meanwhile: nothing changed then
	 */
	public boolean switchTo(String collection, String log, Map<TopicPartition, Long> next) {
		List<Document> documents = next.entrySet()
			.stream()
			.map((entry) -> StoredPositions.document(log, entry.getKey(), new Position(entry.getValue(), collection)))
			.toList();
		Bson announced = Filters.and(SELF, Filters.eq(COLLECTION_FIELD, collection));
		long matched = await(positions()
			.flatMap((positions) -> Mono.from(positions.updateOne(announced, Updates.set(POSITIONS_FIELD, documents)))))
			.getMatchedCount();
		if (matched == 0) {
			return false;
		}
		rename(collection);
		settle();
		return true;
	}

	/**
	 * Makes the positions of a new collection valid if it is in the place of the old one
	 * and they are not yet.
	 */
	void settle() {
		Document begun = positions().flatMap(
				(positions) -> Mono.from(positions.find(Filters.and(SELF, Filters.exists(POSITIONS_FIELD))).first()))
			.block(PATIENCE);
		if (begun == null || exists(begun.getString(COLLECTION_FIELD))) {
			return;
		}
		List<ReplaceOneModel<Document>> writes = begun.getList(POSITIONS_FIELD, Document.class)
			.stream()
			.map((document) -> new ReplaceOneModel<>(Filters.eq("_id", document.get("_id")), document, UPSERT))
			.toList();
		await(positions().flatMap((positions) -> Mono.from(positions.bulkWrite(writes))
			.then(Mono.from(positions
				.deleteOne(Filters.and(SELF, Filters.eq(COLLECTION_FIELD, begun.getString(COLLECTION_FIELD))))))));
		logger.atInfo()
			.addKeyValue("rebuild", begun.getString(COLLECTION_FIELD))
			.log("Readers see rebuilt entries, and the projection goes on from where they reach");
	}

	private void rename(String collection) {
		RenameCollectionOptions inItsPlace = new RenameCollectionOptions().dropTarget(true);
		this.mongo.getMongoDatabase()
			.map((database) -> new MongoNamespace(database.getName(), EntryDocuments.COLLECTION))
			.flatMap((target) -> this.mongo.getCollection(collection)
				.flatMap((entries) -> Mono.from(entries.renameCollection(target, inItsPlace))))
			.block(PATIENCE);
	}

	private boolean exists(String collection) {
		return await(this.mongo.getMongoDatabase()
			.flatMap((database) -> Flux.from(database.listCollectionNames()).any(collection::equals)));
	}

	private Mono<MongoCollection<Document>> positions() {
		return this.mongo.getCollection(StoredPositions.COLLECTION);
	}

	private static <T> T await(Mono<T> answer) {
		return answer.blockOptional(PATIENCE).orElseThrow();
	}

}
