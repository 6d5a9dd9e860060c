package io.broadsheet.catalog;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@code --rebuild} does while readers read and editors publish.
 */
@Timeout(240)
class RebuildIT {

	private static final String REBUILT = EntryDocuments.COLLECTION + "_rebuild_";

	private final TestMongo mongo = new TestMongo();

	private final ReactiveMongoTemplate database = this.mongo.template();

	private final Wire wire = this.mongo.wire();

	private EmbeddedKafkaKraftBroker kafka;

	private TestLog log;

	private RunningCatalog catalog;

	@TempDir
	private Path directory;

	/** Ended with the test, however that ends. */
	private final List<Process> children = new ArrayList<>();

	@BeforeEach
	void start() throws Exception {
		this.kafka = new EmbeddedKafkaKraftBroker(1, Topic.PARTITIONS);
		this.kafka.brokerProperty("transaction.state.log.replication.factor", "1");
		this.kafka.brokerProperty("transaction.state.log.min.isr", "1");
		this.kafka.afterPropertiesSet();
		this.log = new TestLog(this.kafka.getBrokersAsString());
		this.catalog = new RunningCatalog(this.kafka.getBrokersAsString(), this.mongo.uri()).awaitReady();
	}

	@AfterEach
	void stop() {
		this.children.forEach(Process::destroyForcibly);
		this.catalog.close();
		this.log.close();
		this.wire.close();
		this.mongo.close();
		this.kafka.destroy();
	}

	@Test
	void readersAreServedFromTheOldEntriesUntilTheNewOnesAreThereAndNoArticleIsLost() throws Exception {
		List<String> before = publish("before", 300);
		this.log.tell(Articles.withdrawn("before-1", 9));
		this.log.purge("before-0");
		this.log.write(List.of(this.log.record(1, TestLog.bytes("x"), TestLog.bytes("x"), new RecordHeaders())));
		awaitIds(without(before, "before-0"));
		damage("before-2");

		AtomicBoolean rebuilding = new AtomicBoolean(true);
		List<String> during = new ArrayList<>();
		CompletableFuture<Void> editors = CompletableFuture.runAsync(() -> {
			for (int i = 0; rebuilding.get(); i++) {
				during.addAll(publish("during-" + i, 3));
				assertThat(this.catalog.get("/api/v1/articles/before-299").returnResult(Void.class).getStatus().value())
					.isEqualTo(200);
			}
		});
		try (RunningCatalog second = rebuild(this.mongo.uri())) {
			rebuilding.set(false);
			editors.get();
			assertThat(during).isNotEmpty();
			List<String> all = new ArrayList<>(without(before, "before-0"));
			all.addAll(during);
			awaitIds(all);
			this.catalog.awaitArticle("before-2", 1);
			second.awaitReady().awaitArticle("before-2", 1);
			this.log.tell(Articles.published("after"));
			this.catalog.awaitArticle("after", 1);
		}
		assertThat(collections()).contains(EntryDocuments.COLLECTION, "projection_positions")
			.noneMatch(RebuildIT::isRebuilt);
		assertThat(indexes()).containsExactlyInAnyOrderElementsOf(indexesOfANewCollection());
	}

	@Test
	void aRebuildThatIsKilledLeavesTheOldEntriesAndTheNextOneBeginsAnew() throws Exception {
		// so many that each partition's share is a message long enough
		List<String> ids = publish("kept", 400);
		awaitIds(ids);
		damage("kept-1");
		this.wire.cutNextMessageLargerThan(20_000);
		Process killed = inAProcessOfItsOwn(this.mongo.uri(this.wire));
		await().atMost(RunningCatalog.PATIENCE).until(() -> this.wire.cuts() == 1);
		this.wire.hold();
		assertThat(collections()).anyMatch(RebuildIT::isRebuilt);
		killed.destroyForcibly().waitFor();
		this.catalog.get("/api/v1/articles/kept-1").expectStatus().isNotFound();
		assertThat(storedIds()).hasSize(ids.size() - 1);

		rebuild(this.mongo.uri()).close();
		awaitIds(ids);
		assertThat(collections()).noneMatch(RebuildIT::isRebuilt);
	}

	@Test
	void aRebuildThatDiffersFromTheLogIsNotShownAndSaysWhatDiffers() throws Exception {
		List<String> ids = publish("checked", 20);
		awaitIds(ids);
		CompletableFuture<Void> stranger = CompletableFuture.runAsync(() -> {
			String rebuilt = await().atMost(RunningCatalog.PATIENCE)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> collections().stream().filter(RebuildIT::isRebuilt).findFirst(),
						(found) -> found.isPresent())
				.orElseThrow();
			this.database.insert(new Document("_id", "stranger"), rebuilt).block();
		});
		Process failing = inAProcessOfItsOwn(this.mongo.uri());
		stranger.join();
		assertThat(failing.waitFor()).isEqualTo(1);
		assertThat(this.directory.resolve("rebuild.txt")).content()
			.contains("the log has 20 articles, the new collection 21: 0 are missing, 1 are not on the log [stranger]");
		awaitIds(ids);
		this.catalog.get("/api/v1/articles/stranger").expectStatus().isNotFound();
	}

	private RunningCatalog rebuild(String mongoUri) {
		return new RunningCatalog(this.kafka.getBrokersAsString(), mongoUri, "--rebuild");
	}

	private Process inAProcessOfItsOwn(String mongoUri) throws IOException {
		File output = this.directory.resolve("rebuild.txt").toFile();
		Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), CatalogServiceApplication.class.getName(), "--rebuild",
				"--server.port=0", "--management.server.port=0", "--broadsheet.brokers.replicas=1",
				"--spring.kafka.bootstrap-servers=" + this.kafka.getBrokersAsString(),
				"--spring.mongodb.uri=" + mongoUri)
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
		this.children.add(child);
		return child;
	}

	private List<String> publish(String name, int count) {
		List<String> ids = IntStream.range(0, count).mapToObj((i) -> name + "-" + i).toList();
		this.log.tell(ids.stream().map(Articles::published).toArray(Event[]::new));
		return ids;
	}

	/** Something that only a rebuild mends. */
	private void damage(String id) {
		assertThat(this.database.remove(Query.query(Criteria.where("_id").is(id)), EntryDocuments.COLLECTION)
			.block()
			.getDeletedCount()).isOne();
	}

	private void awaitIds(List<String> ids) {
		RunningCatalog.eventually(() -> assertThat(storedIds()).isEqualTo(new HashSet<>(ids)));
	}

	private Set<String> storedIds() {
		return new HashSet<>(this.database.getCollection(EntryDocuments.COLLECTION)
			.flatMapMany((entries) -> Flux.from(entries.find()))
			.map((found) -> found.getString("_id"))
			.collectList()
			.block());
	}

	private List<String> collections() {
		return this.database.getCollectionNames().collectList().block();
	}

	private List<String> indexes() {
		return this.database.getCollection(EntryDocuments.COLLECTION)
			.flatMapMany((entries) -> Flux.from(entries.listIndexes()))
			.map((index) -> index.get("key").toString())
			.collectList()
			.block();
	}

	private List<String> indexesOfANewCollection() {
		this.database.dropCollection(EntryDocuments.COLLECTION).block();
		new EntryIndexes(this.database).ensure().block();
		return indexes();
	}

	private static boolean isRebuilt(String collection) {
		return collection.startsWith(REBUILT);
	}

	private static List<String> without(List<String> ids, String id) {
		return ids.stream().filter((other) -> !other.equals(id)).toList();
	}

}
