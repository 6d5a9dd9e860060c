package io.broadsheet.catalog.position;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * The positions in the collection {@value #COLLECTION}: a document for each partition,
 * with the log that its offset belongs to and the rebuild that its entries come from.
 */
class StoredPositions {

	static final String COLLECTION = "projection_positions";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

	private final ReactiveMongoTemplate mongo;

	private final Switchover switchover;

	StoredPositions(ReactiveMongoTemplate mongo) {
		this.mongo = mongo;
		this.switchover = new Switchover(mongo);
	}

	/**
	 * Reads the positions of partitions, and starts those at the beginning that have none
	 * in this log.
	 * @param log the log's identity
	 * @param partitions the partitions
	 * @return the position of each
	 */
	Map<TopicPartition, Position> claim(String log, Collection<TopicPartition> partitions) {
		Map<TopicPartition, Position> result = read(log, partitions);
		List<ReplaceOneModel<Document>> missing = partitions.stream()
			.filter((partition) -> !result.containsKey(partition))
			.map((partition) -> new ReplaceOneModel<>(Filters.eq("_id", partition.toString()),
					document(log, partition, new Position(0, null)), UPSERT))
			.toList();
		if (!missing.isEmpty()) {
			write(missing);
		}
		partitions.forEach((partition) -> result.putIfAbsent(partition, new Position(0, null)));
		return result;
	}

	/**
	 * Moves positions forward.
	 * @param log the log's identity
	 * @param from where the database is known to have been
	 * @param to the next offset of each partition
	 * @return whether the database was that far, with the same entries; if not, it lost
	 * something
	 */
	boolean advance(String log, Map<TopicPartition, Position> from, Map<TopicPartition, Long> to) {
		List<UpdateOneModel<Document>> updates = to.entrySet()
			.stream()
			.map((entry) -> new UpdateOneModel<Document>(
					atLeast(log, entry.getKey(), Objects.requireNonNull(from.get(entry.getKey()))),
					Updates.max("offset", entry.getValue())))
			.toList();
		return updates.isEmpty() || write(updates) == updates.size();
	}

	/**
	 * Looks whether the database still is where it is known to have been.
	 * @param log the log's identity
	 * @param known the position of each partition
	 * @return whether it is there, or further, with the same entries
	 */
	boolean reaches(String log, Map<TopicPartition, Position> known) {
		Map<TopicPartition, Position> stored = read(log, known.keySet());
		return known.entrySet().stream().allMatch((entry) -> {
			Position now = stored.get(entry.getKey());
			return now != null && now.next() >= entry.getValue().next()
					&& Objects.equals(now.rebuild(), entry.getValue().rebuild());
		});
	}

	static Document document(String log, TopicPartition partition, Position position) {
		return new Document("_id", partition.toString()).append("log", log)
			.append("offset", position.next())
			.append("rebuild", position.rebuild());
	}

	private Map<TopicPartition, Position> read(String log, Collection<TopicPartition> partitions) {
		this.switchover.settle();
		Map<String, TopicPartition> ids = partitions.stream()
			.collect(Collectors.toMap(TopicPartition::toString, (partition) -> partition));
		Bson filter = Filters.and(Filters.in("_id", ids.keySet()), Filters.eq("log", log));
		Map<TopicPartition, Position> result = new HashMap<>();
		collection().flatMap((positions) -> Flux.from(positions.find(filter)).collectList())
			.blockOptional(PATIENCE)
			.orElseThrow()
			.forEach((found) -> result.put(Objects.requireNonNull(ids.get(found.getString("_id"))),
					new Position(found.getLong("offset"), found.getString("rebuild"))));
		return result;
	}

	private int write(List<? extends WriteModel<Document>> writes) {
		return collection().flatMap((positions) -> Mono.from(positions.bulkWrite(writes)))
			.blockOptional(PATIENCE)
			.orElseThrow()
			.getMatchedCount();
	}

	private Mono<MongoCollection<Document>> collection() {
		return this.mongo.getCollection(COLLECTION);
	}

	private static Bson atLeast(String log, TopicPartition partition, Position position) {
		return Filters.and(Filters.eq("_id", partition.toString()), Filters.eq("log", log),
				Filters.eq("rebuild", position.rebuild()), Filters.gte("offset", position.next()));
	}

}
