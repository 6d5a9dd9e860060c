package io.broadsheet.catalog.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.broadsheet.catalog.entry.SurrogateKeys;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * What articles are about to leave, such as a section: kept in the database from before
 * they are written until the receipts are out that purge it. Once an article is written
 * nothing else knows of it, and the try that gets as far as the receipts may be a later
 * one, in another process.
 */
class LastTold {

	/** Empty but for batches that are under way. */
	static final String COLLECTION = "projection_last_told";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

	private final ReactiveMongoTemplate mongo;

	LastTold(ReactiveMongoTemplate mongo) {
		this.mongo = mongo;
	}

	/**
	 * Keeps what articles are about to leave, beside what earlier tries have kept.
	 * @param writes what is about to be written
	 * @param before what is stored of them, by id
	 * @return how readers may have seen them until now
	 */
	Memory remember(List<ArticleWrite> writes, Map<String, StoredEntry> before) {
		return remember(writes, before, recall());
	}

	/**
	 * Keeps what articles are about to leave, if no earlier try was left half done: that
	 * saves a look.
	 * @param writes what is about to be written
	 * @param before what is stored of them, by id
	 * @return how readers may have seen them until now
	 */
	Memory rememberFirst(List<ArticleWrite> writes, Map<String, StoredEntry> before) {
		return remember(writes, before, Map.of());
	}

	private Memory remember(List<ArticleWrite> writes, Map<String, StoredEntry> before, Map<String, Shown> earlier) {
		Map<String, Shown> shown = new HashMap<>(earlier);
		Set<String> kept = new HashSet<>(earlier.keySet());
		before.forEach((id, entry) -> shown.merge(id, Shown.of(entry), Shown::and));
		Map<String, Shown> left = new HashMap<>();
		writes.forEach((write) -> left(write, before.get(write.id())).ifPresent((keys) -> left.put(write.id(), keys)));
		keep(left);
		kept.addAll(left.keySet());
		return new Memory(shown, kept);
	}

	/**
	 * Readers have been told.
	 * @param memory what was remembered of a batch
	 * @param receipts what they were told
	 * @return whether they were told all that is remembered
	 */
	boolean forget(Memory memory, List<AppliedBatch.Receipt> receipts) {
		Set<String> ids = receipts.stream()
			.map(AppliedBatch.Receipt::id)
			.filter(memory.kept()::contains)
			.collect(Collectors.toSet());
		if (!ids.isEmpty()) {
			collection().flatMap((entries) -> Mono.from(entries.deleteMany(Filters.in("_id", ids)))).block(PATIENCE);
		}
		return ids.equals(memory.kept());
	}

	private static Optional<Shown> left(ArticleWrite write, @Nullable StoredEntry stored) {
		if (stored == null || write.isStaleBeside(stored)) {
			return Optional.empty();
		}
		Set<String> keys = new HashSet<>(stored.surrogateKeys());
		write.outcome().map(SurrogateKeys::of).ifPresent(keys::removeAll);
		return keys.isEmpty() ? Optional.empty() : Optional.of(new Shown(stored.revision(), keys));
	}

	/** There is hardly ever anything, so all of it is asked for. */
	private Map<String, Shown> recall() {
		return collection().flatMapMany((entries) -> Flux.from(entries.find()))
			.collectMap((found) -> found.getString("_id"),
					(found) -> new Shown(found.getLong("revision"), Set.copyOf(found.getList("keys", String.class))))
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private void keep(Map<String, Shown> left) {
		if (!left.isEmpty()) {
			List<UpdateOneModel<Document>> updates = left.entrySet()
				.stream()
				.map((entry) -> new UpdateOneModel<Document>(Filters.eq("_id", entry.getKey()),
						Updates.combine(Updates.max("revision", entry.getValue().revision()),
								Updates.addEachToSet("keys", List.copyOf(entry.getValue().surrogateKeys()))),
						UPSERT))
				.toList();
			collection().flatMap((entries) -> Mono.from(entries.bulkWrite(updates))).block(PATIENCE);
		}
	}

	private Mono<MongoCollection<Document>> collection() {
		return this.mongo.getCollection(COLLECTION);
	}

	/**
	 * What is known of the articles of a batch, and of others that earlier tries left.
	 *
	 * @param shown how readers may have seen them until now, by id
	 * @param kept of which of them the database keeps something
	 */
	record Memory(Map<String, Shown> shown, Set<String> kept) {

		Memory {
			shown = Map.copyOf(shown);
			kept = Set.copyOf(kept);
		}

	}

}
