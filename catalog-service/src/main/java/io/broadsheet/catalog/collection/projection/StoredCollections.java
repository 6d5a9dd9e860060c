package io.broadsheet.catalog.collection.projection;

import java.time.Duration;
import java.util.List;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.broadsheet.catalog.collection.CollectionDocuments;
import io.broadsheet.catalog.collection.CollectionIndexes;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * The collections in the database. Waits for it, as the log's reader does.
 */
class StoredCollections {

	/** How far records that can't be read were put aside: a document per partition. */
	static final String LETTERS = "collection_dead_letters";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int DUPLICATE_KEY = 11000;

	private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

	private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

	private final ReactiveMongoTemplate mongo;

	private final CollectionDocuments documents;

	StoredCollections(ReactiveMongoTemplate mongo, CollectionDocuments documents) {
		this.mongo = mongo;
		this.documents = documents;
	}

	/** Creates the indexes that are missing. */
	void ensureIndexes() {
		CollectionIndexes.ensure(this.mongo).block(PATIENCE);
	}

	/**
	 * Looks at all that is stored, deleted collections included.
	 * @return where each comes from
	 */
	List<StoredPlace> places() {
		Bson fields = Projections.include("log", "partition", "offset");
		return collection().flatMapMany((collections) -> collections.find().projection(fields))
			.map((found) -> new StoredPlace(found.getString("_id"), found.getString("log"),
					found.getInteger("partition"), found.getLong("offset")))
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	/**
	 * Writes what is missing. A write that another instance has gone beyond does nothing.
	 * @param log the log's identity
	 * @param writes the writes
	 */
	void write(String log, List<CollectionWrite> writes) {
		List<? extends WriteModel<Document>> models = writes.stream().map((write) -> model(log, write)).toList();
		collection().flatMap((collections) -> Mono.from(collections.bulkWrite(models, UNORDERED)))
			.onErrorResume(MongoBulkWriteException.class, StoredCollections::unlessStale)
			.block(PATIENCE);
	}

	/**
	 * How far records that can't be read were put aside.
	 * @param log the log's identity
	 * @param partition the partition
	 * @return the offset up to which, 0 if none were
	 */
	long putAside(String log, int partition) {
		Bson mine = Filters.and(Filters.eq("_id", partition), Filters.eq("log", log));
		return letters().flatMapMany((letters) -> letters.find(mine))
			.next()
			.map((found) -> found.getLong("offset"))
			.blockOptional(PATIENCE)
			.orElse(0L);
	}

	/**
	 * Remembers how far records that can't be read were put aside.
	 * @param log the log's identity
	 * @param partition the partition
	 * @param offset the offset after the last of them
	 */
	void putAside(String log, int partition, long offset) {
		Document document = new Document("_id", partition).append("log", log).append("offset", offset);
		letters().flatMap((letters) -> Mono.from(letters.replaceOne(Filters.eq("_id", partition), document, UPSERT)))
			.block(PATIENCE);
	}

	private WriteModel<Document> model(String log, CollectionWrite write) {
		Bson self = Filters.eq("_id", write.slug());
		if (write instanceof CollectionWrite.Put put) {
			Bson older = Filters.or(Filters.ne("log", log), Filters.lt("offset", put.offset()));
			return new ReplaceOneModel<>(Filters.and(self, older), document(log, put.standing()), UPSERT);
		}
		StoredPlace place = ((CollectionWrite.Drop) write).place();
		return new DeleteOneModel<>(
				Filters.and(self, Filters.eq("log", place.log()), Filters.eq("offset", place.offset())));
	}

	private Document document(String log, CollectionStanding standing) {
		Document document = new Document("_id", standing.slug()).append("log", log)
			.append("partition", standing.partition())
			.append("offset", standing.offset())
			.append(CollectionDocuments.DELETED, standing.collection() == null);
		if (standing.collection() != null) {
			document.putAll(this.documents.fields(standing.collection()));
		}
		return document;
	}

	private static Mono<BulkWriteResult> unlessStale(MongoBulkWriteException ex) {
		boolean stale = ex.getWriteErrors().stream().allMatch((error) -> error.getCode() == DUPLICATE_KEY);
		return (stale && ex.getWriteConcernError() == null) ? Mono.empty() : Mono.error(ex);
	}

	private Mono<MongoCollection<Document>> collection() {
		return this.mongo.getCollection(CollectionDocuments.COLLECTION);
	}

	private Mono<MongoCollection<Document>> letters() {
		return this.mongo.getCollection(LETTERS);
	}

}
