package io.broadsheet.benchmarks.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The database that the catalog writes to, and what a bare driver does with it: it
 * inserts the same documents in bulk, or saves them one by one, under the same indexes,
 * by as many threads.
 */
final class Store implements AutoCloseable {

	/** As many as the catalog has. */
	static final int THREADS = 2;

	/** As many as the catalog takes from the log at once. */
	private static final int BATCH = 1000;

	/**
	 * The server may answer with so many at a time; more would not fit into a message.
	 */
	private static final int PAGE = 1000;

	private static final String ENTRIES = "articles";

	private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

	private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

	private final MongoClient client;

	private final MongoDatabase database;

	Store(String uri) {
		ConnectionString address = new ConnectionString(uri);
		this.client = MongoClients.create(MongoClientSettings.builder()
			.applyConnectionString(address)
			.writeConcern(WriteConcern.MAJORITY)
			.build());
		this.database = this.client.getDatabase(address.getDatabase());
	}

	void drop() {
		Mono.from(this.database.drop()).block();
	}

	/** Takes all entries away, and leaves their indexes. */
	void empty() {
		prepare(ENTRIES);
	}

	/** The log up to which all entries are stored, over all partitions. */
	long position() {
		return Flux.from(collection("projection_positions").find(Filters.regex("_id", "^articles-\\d+$")))
			.map((partition) -> partition.getLong("offset"))
			.reduce(0L, Long::sum)
			.blockOptional()
			.orElseThrow();
	}

	long count(Predicate<String> collection) {
		return Flux.from(this.database.listCollectionNames())
			.filter(collection::test)
			.flatMap((name) -> collection(name).estimatedDocumentCount())
			.reduce(0L, Long::sum)
			.blockOptional()
			.orElseThrow();
	}

	boolean exists(Predicate<String> collection) {
		return Flux.from(this.database.listCollectionNames()).any(collection::test).blockOptional().orElseThrow();
	}

	/** The entries of the latest articles. */
	List<Document> latest(int articles) {
		return Flux.from(collection(ENTRIES).find().sort(new Document("_id", -1)).limit(articles).batchSize(PAGE))
			.collectList()
			.blockOptional()
			.orElseThrow();
	}

	/** Makes an empty collection with the indexes of the entries. */
	void prepare(String name) {
		List<IndexModel> indexes = Flux.from(collection(ENTRIES).listIndexes())
			.filter((index) -> !"_id_".equals(index.getString("name")))
			.map((index) -> new IndexModel(index.get("key", Document.class)))
			.collectList()
			.blockOptional()
			.orElseThrow();
		Mono.from(collection(name).drop()).then(Flux.from(collection(name).createIndexes(indexes)).then()).block();
	}

	void writeInBulk(String name, List<Document> documents) throws InterruptedException {
		inParallel(documents, THREADS, (part) -> {
			for (int i = 0; i < part.size(); i += BATCH) {
				List<InsertOneModel<Document>> models = part.subList(i, Math.min(part.size(), i + BATCH))
					.stream()
					.map((document) -> new InsertOneModel<>(document))
					.toList();
				Mono.from(collection(name).bulkWrite(models, UNORDERED)).block();
			}
		});
	}

	/**
	 * As Spring Data saves a document that has an id, each thread one after the other.
	 */
	void saveOneByOne(String name, List<Document> documents, int threads) throws InterruptedException {
		inParallel(documents, threads, (part) -> part.forEach((document) -> save(name, document)));
	}

	private void save(String name, Document document) {
		Mono.from(collection(name).replaceOne(Filters.eq("_id", document.get("_id")), document, UPSERT)).block();
	}

	private static void inParallel(List<Document> documents, int count, Consumer<List<Document>> work)
			throws InterruptedException {
		int share = (documents.size() + count - 1) / count;
		List<Thread> threads = new ArrayList<>();
		IntStream.range(0, count)
			.mapToObj((i) -> documents.subList(Math.min(documents.size(), i * share),
					Math.min(documents.size(), (i + 1) * share)))
			.forEach((part) -> threads.add(new Thread(() -> work.accept(part))));
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
	}

	void awaitPosition(long position) throws InterruptedException {
		while (position() < position) {
			TimeUnit.MILLISECONDS.sleep(10);
		}
	}

	private MongoCollection<Document> collection(String name) {
		return this.database.getCollection(name);
	}

	@Override
	public void close() {
		this.client.close();
	}

}
