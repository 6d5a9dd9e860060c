package io.broadsheet.catalog.position;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * The positions in the collection {@value #COLLECTION}: a document for each partition,
 * with the log that its offset belongs to.
 */
class StoredPositions {

	static final String COLLECTION = "projection_positions";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ReactiveMongoTemplate mongo;

	StoredPositions(ReactiveMongoTemplate mongo) {
		this.mongo = mongo;
	}

	/**
	 * Reads the positions of partitions, and starts those at the beginning that have none
	 * in this log.
	 * @param log the log's identity
	 * @param partitions the partitions
	 * @return the next offset of each
	 */
	Map<TopicPartition, Long> claim(String log, Collection<TopicPartition> partitions) {
		Map<TopicPartition, Long> result = read(log, partitions);
		List<ReplaceOneModel<Document>> missing = partitions.stream()
			.filter((partition) -> !result.containsKey(partition))
			.map((partition) -> start(log, partition))
			.toList();
		if (!missing.isEmpty()) {
			write(missing);
		}
		partitions.forEach((partition) -> result.putIfAbsent(partition, 0L));
		return result;
	}

	/**
	 * Moves positions forward.
	 * @param log the log's identity
	 * @param from where the database is known to have been
	 * @param to the next offset of each partition
	 * @return whether the database was that far; if not, it lost something
	 */
	boolean advance(String log, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
		List<UpdateOneModel<Document>> updates = to.entrySet()
			.stream()
			.map((entry) -> new UpdateOneModel<Document>(
					atLeast(log, entry.getKey(), from.getOrDefault(entry.getKey(), 0L)),
					Updates.max("offset", entry.getValue())))
			.toList();
		return updates.isEmpty() || write(updates) == updates.size();
	}

	/**
	 * Looks whether the database still is where it is known to have been.
	 * @param log the log's identity
	 * @param known the next offset of each partition
	 * @return whether it is there, or further
	 */
	boolean reaches(String log, Map<TopicPartition, Long> known) {
		Map<TopicPartition, Long> stored = read(log, known.keySet());
		return known.entrySet()
			.stream()
			.allMatch((entry) -> stored.getOrDefault(entry.getKey(), -1L) >= entry.getValue());
	}

	private Map<TopicPartition, Long> read(String log, Collection<TopicPartition> partitions) {
		List<String> ids = partitions.stream().map(TopicPartition::toString).toList();
		Bson filter = Filters.and(Filters.in("_id", ids), Filters.eq("log", log));
		List<Document> found = this.mongo.getCollection(COLLECTION)
			.flatMap((collection) -> Flux.from(collection.find(filter)).collectList())
			.blockOptional(PATIENCE)
			.orElseThrow();
		Map<String, Long> offsets = new HashMap<>();
		found.forEach((document) -> offsets.put(document.getString("_id"), document.getLong("offset")));
		Map<TopicPartition, Long> result = new HashMap<>();
		partitions
			.forEach((partition) -> result.computeIfAbsent(partition, (absent) -> offsets.get(partition.toString())));
		return result;
	}

	private int write(List<? extends WriteModel<Document>> writes) {
		return this.mongo.getCollection(COLLECTION)
			.flatMap((collection) -> Mono.from(collection.bulkWrite(writes)))
			.blockOptional(PATIENCE)
			.orElseThrow()
			.getMatchedCount();
	}

	private static ReplaceOneModel<Document> start(String log, TopicPartition partition) {
		String id = partition.toString();
		return new ReplaceOneModel<>(Filters.eq("_id", id),
				new Document("_id", id).append("log", log).append("offset", 0L), new ReplaceOptions().upsert(true));
	}

	private static Bson atLeast(String log, TopicPartition partition, long offset) {
		return Filters.and(Filters.eq("_id", partition.toString()), Filters.eq("log", log),
				Filters.gte("offset", offset));
	}

}
