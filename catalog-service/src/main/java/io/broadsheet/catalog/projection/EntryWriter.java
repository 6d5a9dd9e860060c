package io.broadsheet.catalog.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Writes the entries of a batch in one go. Waits for the database, as the batch does.
 */
class EntryWriter {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int DUPLICATE_KEY = 11000;

	private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

	private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

	private final ReactiveMongoTemplate mongo;

	private final EntryDocuments documents;

	private final String collection;

	EntryWriter(ReactiveMongoTemplate mongo, EntryDocuments documents, String collection) {
		this.mongo = mongo;
		this.documents = documents;
		this.collection = collection;
	}

	/**
	 * Looks at how articles stand before a batch is written.
	 * @param ids the articles
	 * @return what is stored of them, by id
	 */
	Map<String, StoredEntry> stored(Collection<String> ids) {
		Bson fields = Projections.include("revision", "section", "tags");
		return collection().flatMapMany((articles) -> articles.find(Filters.in("_id", ids)).projection(fields))
			.map(StoredEntry::of)
			.collectMap(StoredEntry::id)
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	/**
	 * Looks at how the articles of a batch stand before it is written, but for those that
	 * begin with it: that one of these is there already is told by the refusal of its
	 * insert, and seldom true.
	 * @param writes the writes, one for each article
	 * @return what is stored of the others, by id
	 */
	Map<String, StoredEntry> before(List<ArticleWrite> writes) {
		List<String> ids = writes.stream().filter((write) -> !isFirst(write)).map(ArticleWrite::id).toList();
		return ids.isEmpty() ? Map.of() : stored(ids);
	}

	/**
	 * Writes a batch. Either all of it is decided when this returns, or it throws and the
	 * batch can be written again. What is known to be stale is not written, what is not
	 * known to be there is inserted, and refused if it is; anything else replaces an
	 * earlier revision alone.
	 * @param writes the writes, one for each article
	 * @param before what is known to be stored of them, by id
	 * @return what became of it, and what is stored of articles that were refused
	 */
	AppliedBatch write(List<ArticleWrite> writes, Map<String, StoredEntry> before) {
		Set<String> stale = writes.stream()
			.filter((write) -> isKnownToBeStale(write, before.get(write.id())))
			.map(ArticleWrite::id)
			.collect(Collectors.toCollection(HashSet::new));
		List<ArticleWrite> due = writes.stream().filter((write) -> !stale.contains(write.id())).toList();
		if (due.isEmpty()) {
			return new AppliedBatch(writes, before, stale);
		}
		Set<String> refused = writeDue(due, before);
		stale.addAll(refused);
		return new AppliedBatch(writes, withStored(refused, before), stale);
	}

	private Map<String, StoredEntry> withStored(Set<String> refused, Map<String, StoredEntry> before) {
		Set<String> unknown = new HashSet<>(refused);
		unknown.removeAll(before.keySet());
		if (unknown.isEmpty()) {
			return before;
		}
		Map<String, StoredEntry> result = new HashMap<>(before);
		result.putAll(stored(unknown));
		return result;
	}

	private Set<String> writeDue(List<ArticleWrite> writes, Map<String, StoredEntry> before) {
		List<? extends WriteModel<RawBsonDocument>> models = writes.stream()
			.map((write) -> model(write, before.containsKey(write.id())))
			.toList();
		return collection().map((articles) -> articles.withDocumentClass(RawBsonDocument.class))
			.flatMap((articles) -> Mono.from(articles.bulkWrite(models, UNORDERED)))
			.map((result) -> Set.<String>of())
			.onErrorResume(MongoBulkWriteException.class, (ex) -> stale(writes, ex))
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private static boolean isFirst(ArticleWrite write) {
		return write instanceof ArticleWrite.Advance advance && advance.entry().revision() == 1;
	}

	private static boolean isKnownToBeStale(ArticleWrite write, @Nullable StoredEntry stored) {
		return stored != null && write.isStaleBeside(stored);
	}

	private static Mono<Set<String>> stale(List<ArticleWrite> writes, MongoBulkWriteException ex) {
		boolean onlyDuplicates = ex.getWriteErrors().stream().allMatch((error) -> error.getCode() == DUPLICATE_KEY);
		if (ex.getWriteConcernError() != null || !onlyDuplicates) {
			return Mono.error(ex);
		}
		return Mono.just(ex.getWriteErrors()
			.stream()
			.map(BulkWriteError::getIndex)
			.map((index) -> writes.get(index).id())
			.collect(Collectors.toCollection(HashSet::new)));
	}

	private WriteModel<RawBsonDocument> model(ArticleWrite write, boolean isStored) {
		Bson self = Filters.eq("_id", write.id());
		if (write instanceof ArticleWrite.Advance advance) {
			if (!isStored) {
				return new InsertOneModel<>(document(advance.entry()));
			}
			Bson older = Filters.and(self, Filters.lt("revision", advance.entry().revision()));
			return new ReplaceOneModel<>(older, document(advance.entry()), UPSERT);
		}
		if (write instanceof ArticleWrite.Replace replace) {
			return new ReplaceOneModel<>(self, document(replace.entry()), UPSERT);
		}
		return new DeleteOneModel<>(self);
	}

	private RawBsonDocument document(CatalogEntry entry) {
		return this.documents.encode(entry);
	}

	private Mono<MongoCollection<Document>> collection() {
		return this.mongo.getCollection(this.collection);
	}

}
