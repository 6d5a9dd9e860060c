package io.broadsheet.catalog;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import com.mongodb.reactivestreams.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.broadsheet.catalog.collection.CollectionDocuments;
import io.broadsheet.events.CollectionApplied;
import io.broadsheet.events.CollectionChanged;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventType;
import io.broadsheet.events.GoldenSample;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to collections between the log and their readers, on a real broker.
 */
@Timeout(180)
class CollectionsIT {

	private final int mongoPort = freePort();

	private final EmbeddedKafkaKraftBroker kafka = new EmbeddedKafkaKraftBroker(1, Topic.PARTITIONS);

	private @Nullable MongoServer mongo;

	private @Nullable RunningCatalog catalog;

	private TestLog log;

	@BeforeEach
	void start() throws Exception {
		this.kafka.brokerProperty("transaction.state.log.replication.factor", "1");
		this.kafka.brokerProperty("transaction.state.log.min.isr", "1");
		this.kafka.afterPropertiesSet();
		this.log = new TestLog(this.kafka.getBrokersAsString());
		startMongo();
	}

	@AfterEach
	void stop() {
		stopCatalog();
		this.log.close();
		stopMongo();
		this.kafka.destroy();
	}

	@Test
	void aCollectionIsMadeThenChangedThenDeleted() {
		startCatalog();
		this.log.tell(Articles.published("one"), Articles.published("two"));
		this.catalog.awaitArticle("one", 1);
		this.catalog.awaitArticle("two", 1);
		this.log.tell(collection("tet", "First", List.of("two"), "tram"));
		awaitTitle("tet", "First");
		get("/api/v1/collections/tet").expectBody()
			.jsonPath("$.items[0].id")
			.isEqualTo("two")
			.jsonPath("$.items[1].id")
			.isEqualTo("one");
		get("/api/v1/articles?collection=tet").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Cache-Control", "no-cache")
			.expectBody()
			.jsonPath("$.items.length()")
			.isEqualTo(2);
		get("/api/v1/collections").expectBody().jsonPath("$.items[0].count").isEqualTo(2);
		RunningCatalog.eventually(() -> get("/api/v1/articles?q=tram&collection=tet").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items.length()")
			.isEqualTo(2));
		get("/api/v1/articles?q=tram&collection=never-was").expectBody().jsonPath("$.items.length()").isEqualTo(0);

		this.log.tell(Articles.withdrawn("two", 3));
		RunningCatalog.eventually(() -> get("/api/v1/collections/tet").expectBody()
			.jsonPath("$.items[*].id")
			.value(List.class, (ids) -> assertThat(ids).isEqualTo(List.of("one"))));

		this.log.tell(collection("tet", "Second", List.of("one"), null));
		awaitTitle("tet", "Second");
		this.log.deleteCollection("tet");
		awaitAbsent("tet");
		get("/api/v1/articles?collection=tet").expectBody().jsonPath("$.items.length()").isEqualTo(0);
		get("/api/v1/articles?q=tram&collection=tet").expectBody().jsonPath("$.items.length()").isEqualTo(0);
	}

	@Test
	void aSurpriseIsToldAtItsTimeAndNotBefore() {
		startCatalog();
		OffsetDateTime start = OffsetDateTime.now().plusSeconds(6);
		this.log.tell(new CollectionChanged("surprise", "Surprise", null, null, start, start.plusSeconds(4),
				List.of("one"), null, OffsetDateTime.now()), collection("seen", "Seen", List.of("one"), null));
		awaitTitle("seen", "Seen");
		RunningCatalog.eventually(() -> assertThat(receipts("surprise")).isNotEmpty());
		if (OffsetDateTime.now().isBefore(start.minusSeconds(1))) {
			get("/api/v1/collections/surprise").expectStatus().isNotFound();
		}
		awaitTitle("surprise", "Surprise");
		assertThat(OffsetDateTime.now()).isAfterOrEqualTo(start);
		awaitAbsent("surprise");
		assertThat(OffsetDateTime.now()).isAfterOrEqualTo(start.plusSeconds(4));
	}

	@Test
	void aReceiptComesAfterEveryChange() throws Exception {
		startCatalog();
		this.log.tell(collection("tet", "First", List.of("one"), null));
		awaitTitle("tet", "First");
		RunningCatalog.eventually(() -> assertThat(receipts("tet")).isNotEmpty());
		int told = receipts("tet").size();
		this.log.deleteCollection("tet");
		RunningCatalog.eventually(() -> assertThat(receipts("tet")).hasSizeGreaterThan(told));
		get("/api/v1/collections/tet").expectStatus().isNotFound();
		CollectionApplied last = read(receipts("tet").get(receipts("tet").size() - 1));
		ConsumerRecord<byte[], byte[]> deletion = this.log.all(Topic.COLLECTIONS, "tet").get(1);
		assertThat(last.slug()).isEqualTo("tet");
		assertThat(last.partition()).isEqualTo(deletion.partition());
		assertThat(last.offset()).isEqualTo(deletion.offset());
		assertThat(last.component()).isEqualTo("catalog-service");
		assertThat(last.surrogateKeys()).containsExactlyInAnyOrder("collection:tet", "collections");
	}

	@Test
	void poisonIsPutAsideOnceAndHoldsNothingUp() {
		startCatalog();
		GoldenSample sample = GoldenSample.of(EventType.COLLECTION_CHANGED);
		ProducerRecord<byte[], byte[]> good = this.log.record(collection("tet", "First", List.of("one"), null));
		this.log.write(List.of(good, record("tet", "{garbage", sample), record("Not A Slug", "{}", sample),
				record("other-key", new String(sample.recordValue()), sample)));
		awaitTitle("tet", "First");
		RunningCatalog.eventually(() -> assertThat(this.log.all(Topic.COLLECTIONS_DLT)).hasSize(3));
		assertThat(this.log.all(Topic.COLLECTIONS_DLT, "tet")).singleElement().satisfies((letter) -> {
			Map<String, byte[]> headers = TestLog.headers(letter);
			assertThat(letter.value()).isEqualTo(TestLog.bytes("{garbage"));
			assertThat(headers.keySet()).containsAll(sample.headers().keySet());
			assertThat(headers.get("kafka_dlt-original-topic")).isEqualTo(TestLog.bytes("collections"));
			assertThat(TestLog.text(headers.get("kafka_dlt-exception-message"))).isNotBlank();
		});
		assertThat(this.catalog.metric("broadsheet_catalog_collections_dead_lettered_total")).isEqualTo(3);

		stopCatalog();
		startCatalog();
		this.log.tell(collection("later", "Later", List.of("one"), null));
		awaitTitle("later", "Later");
		awaitTitle("tet", "First");
		assertThat(this.log.all(Topic.COLLECTIONS_DLT)).hasSize(3);
	}

	@Test
	void aDatabaseThatComesBackEmptyIsFilledAgainWithWhatWasSaidMeanwhile() {
		startCatalog();
		this.log.tell(collection("before", "Before", List.of("one"), null),
				collection("deleted", "Deleted", List.of("one"), null));
		awaitTitle("before", "Before");
		awaitTitle("deleted", "Deleted");
		stopMongo();
		RunningCatalog.eventually(() -> get("/api/v1/collections").expectStatus().isEqualTo(503));
		GoldenSample sample = GoldenSample.of(EventType.COLLECTION_CHANGED);
		this.log.tell(collection("during", "During", List.of("one"), null));
		this.log.deleteCollection("deleted");
		this.log.write(List.of(record("poison", "x", sample)));
		get("/api/v1/collections/before").expectStatus().isEqualTo(503).expectHeader().exists("Retry-After");
		startMongo();
		awaitTitle("before", "Before");
		awaitTitle("during", "During");
		awaitAbsent("deleted");
		RunningCatalog.eventually(() -> assertThat(this.log.all(Topic.COLLECTIONS_DLT, "poison")).hasSize(1));
	}

	/**
	 * The record that deleted it was compacted away long ago, and then somebody restored
	 * an old backup of the database.
	 */
	@Test
	void aCollectionThatTheLogHasForgottenIsForgotten() {
		startCatalog();
		this.log.tell(collection("tet", "Second", List.of("one"), null));
		awaitTitle("tet", "Second");
		Document tet = stored("tet");
		Document ghost = new Document(tet).append("_id", "ghost").append("title", "Ghost").append("offset", -1L);
		template().insert(ghost, CollectionDocuments.COLLECTION).block();
		template().save(tet.append("title", "First").append("offset", -1L), CollectionDocuments.COLLECTION).block();
		awaitAbsent("ghost");
		awaitTitle("tet", "Second");
	}

	@Test
	void readersSeeCollectionsBeforeTheServiceIsReady() {
		for (int i = 0; i < 30; i++) {
			this.log.tell(collection("c" + i, "Old", List.of("one"), null),
					collection("c" + i, "New", List.of("one"), null));
		}
		startCatalog();
		for (int i = 0; i < 30; i++) {
			get("/api/v1/collections/c" + i).expectStatus().isOk().expectBody().jsonPath("$.title").isEqualTo("New");
		}
		RunningCatalog.eventually(() -> assertThat(receipts("c29")).isNotEmpty());
	}

	private ProducerRecord<byte[], byte[]> record(String key, String value, GoldenSample sample) {
		return new ProducerRecord<>(Topic.COLLECTIONS.topicName(), null, TestLog.bytes(key), TestLog.bytes(value),
				new RecordHeaders(sample.recordHeaders()));
	}

	private static CollectionChanged collection(String slug, String title, List<String> pinned, @Nullable String tag) {
		return new CollectionChanged(slug, title, null, null, null, null, pinned, tag, Collections.START);
	}

	private List<ConsumerRecord<byte[], byte[]>> receipts(String slug) {
		return this.log.all(Topic.ARTICLE_RECEIPTS, slug);
	}

	private static CollectionApplied read(ConsumerRecord<byte[], byte[]> record) throws Exception {
		return (CollectionApplied) new EventCodec("tests").read(record.headers(), record.value()).orElseThrow();
	}

	private void awaitTitle(String slug, String title) {
		RunningCatalog.eventually(() -> get("/api/v1/collections/" + slug).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo(title));
	}

	private void awaitAbsent(String slug) {
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> get("/api/v1/collections/" + slug).expectStatus().isNotFound());
	}

	private WebTestClient.ResponseSpec get(String uri) {
		return this.catalog.get(uri);
	}

	private Document stored(String slug) {
		Document stored = template().findById(slug, Document.class, CollectionDocuments.COLLECTION).block();
		assertThat(stored).isNotNull();
		return stored;
	}

	private ReactiveMongoTemplate template() {
		return new ReactiveMongoTemplate(MongoClients.create(mongoUri()), "broadsheet");
	}

	private String mongoUri() {
		return "mongodb://localhost:" + this.mongoPort + "/broadsheet";
	}

	private void startCatalog() {
		this.catalog = new RunningCatalog(this.kafka.getBrokersAsString(), mongoUri()).awaitReady();
	}

	private void stopCatalog() {
		if (this.catalog != null) {
			this.catalog.close();
			this.catalog = null;
		}
	}

	private void startMongo() {
		this.mongo = new MongoServer(new MemoryBackend());
		this.mongo.bind("localhost", this.mongoPort);
	}

	private void stopMongo() {
		if (this.mongo != null) {
			this.mongo.shutdownNow();
			this.mongo = null;
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException("No free port", ex);
		}
	}

}
