package io.broadsheet.catalog.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.broadsheet.catalog.entry.SurrogateKeys;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * How articles stood when readers were last told of them, from before a batch is written
 * until its receipts are out: what the receipts have to purge, even if it is a later try
 * that gets as far. What an article leaves, such as a section, is kept in the database
 * for that time: once the article is written nothing else knows of it, and a later try
 * may be another process's.
 */
class LastTold {

	/** Empty but for batches that are under way. */
	static final String COLLECTION = "projection_last_told";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

	private final Map<String, StoredEntry> told = new ConcurrentHashMap<>();

	/** Of which articles the database keeps something. */
	private final Set<String> kept = ConcurrentHashMap.newKeySet();

	private final ReactiveMongoTemplate mongo;

	LastTold(ReactiveMongoTemplate mongo) {
		this.mongo = mongo;
	}

	/**
	 * Remembers how articles stand, unless an earlier try of their batch did.
	 * @param writes what is about to be written
	 * @param before what is stored of them, by id
	 * @return how they stood when readers were last told of them, by id
	 */
	Map<String, StoredEntry> remember(List<ArticleWrite> writes, Map<String, StoredEntry> before) {
		Set<String> ids = ids(writes);
		recall(ids);
		before.forEach(this.told::putIfAbsent);
		keep(writes.stream().filter((write) -> !this.kept.contains(write.id())).flatMap(this::left).toList());
		Map<String, StoredEntry> result = new HashMap<>(this.told);
		result.keySet().retainAll(ids);
		return result;
	}

	/**
	 * Readers have been told how articles stand now.
	 * @param writes what was written
	 */
	void forget(List<ArticleWrite> writes) {
		Set<String> ids = ids(writes);
		this.told.keySet().removeAll(ids);
		ids.retainAll(this.kept);
		if (!ids.isEmpty()) {
			collection().flatMap((entries) -> Mono.from(entries.deleteMany(Filters.in("_id", ids)))).block(PATIENCE);
			this.kept.removeAll(ids);
		}
	}

	/** There is hardly ever anything, so all of it is asked for. */
	private void recall(Set<String> ids) {
		collection().flatMapMany((entries) -> Flux.from(entries.find()))
			.map(StoredEntry::of)
			.filter((entry) -> ids.contains(entry.id()))
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow()
			.forEach((entry) -> {
				this.told.putIfAbsent(entry.id(), entry);
				this.kept.add(entry.id());
			});
	}

	private void keep(List<StoredEntry> left) {
		if (!left.isEmpty()) {
			List<UpdateOneModel<Document>> insertions = left.stream().map(LastTold::insertion).toList();
			collection().flatMap((entries) -> Mono.from(entries.bulkWrite(insertions))).block(PATIENCE);
			left.forEach((entry) -> this.kept.add(entry.id()));
		}
	}

	/** What readers were told of, if it has keys that it will not have any more. */
	private Stream<StoredEntry> left(ArticleWrite write) {
		Set<String> keys = write.outcome().map(SurrogateKeys::of).orElse(Set.of());
		return Stream.ofNullable(this.told.get(write.id()))
			.filter((entry) -> !write.isStaleBeside(entry) && !keys.containsAll(entry.surrogateKeys()));
	}

	private Mono<MongoCollection<Document>> collection() {
		return this.mongo.getCollection(COLLECTION);
	}

	private static Set<String> ids(List<ArticleWrite> writes) {
		return writes.stream().map(ArticleWrite::id).collect(Collectors.toCollection(HashSet::new));
	}

	private static UpdateOneModel<Document> insertion(StoredEntry entry) {
		return new UpdateOneModel<>(Filters.eq("_id", entry.id()),
				Updates.combine(Updates.setOnInsert("revision", entry.revision()),
						Updates.setOnInsert("section", entry.section()), Updates.setOnInsert("tags", entry.tags())),
				UPSERT);
	}

}
