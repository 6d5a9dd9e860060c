package io.broadsheet.catalog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A batch from two partitions with everything in it that should not be there, between
 * records that should.
 */
@EmbeddedKafka(partitions = 6,
		brokerProperties = { "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonIT {

	private static final int DEPTH = 100_000;

	private final TestMongo mongo = new TestMongo();

	private final List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();

	private TestLog log;

	private RunningCatalog catalog;

	@BeforeAll
	void start() throws Exception {
		String brokers = EmbeddedKafkaCondition.getBroker().getBrokersAsString();
		this.log = new TestLog(brokers);
		this.catalog = new RunningCatalog(brokers, this.mongo.uri()).awaitReady();
	}

	@AfterAll
	void stop() {
		this.catalog.close();
		this.log.close();
		this.mongo.close();
	}

	@Test
	void whatCantBeReadIsPutAsideInOrderWithItsReasonAndEverythingElseIsStored() {
		Map<Integer, Map<Long, String>> letters = new TreeMap<>();
		for (int partition : new int[] { 2, 4 }) {
			Map<Long, String> poisoned = new TreeMap<>();
			String last = "good-" + partition;
			good(partition, last, 1);
			poisoned.put(1L, poison(partition, "garbage", "{", headers(Articles.published("garbage"))));
			poisoned.put(2L, poison(partition, "v2", json(Articles.published("v2")),
					typed("io.broadsheet.article.published.v2")));
			poisoned.put(3L, poison(partition, "unknown", "{}", typed("com.example.unknown.v1")));
			good(partition, last, 2);
			poisoned.put(5L, poison(partition, "not-its-id", json(Articles.published("other")),
					headers(Articles.published("x"))));
			poisoned.put(6L, poison(partition, "deep", json(Articles.published("deep"), deep()),
					headers(Articles.published("deep"))));
			poisoned.put(7L, poison(partition, "large", "x".repeat(Topic.MAX_RECORD_BYTES - 2048),
					headers(Articles.published("large"))));
			odd(partition, "odd-" + partition);
			good(partition, last, 3);
			poisoned.put(10L, poison(partition, "no-headers", "\u0000", new RecordHeaders()));
			letters.put(partition, poisoned);
		}
		this.log.write(this.batch);
		for (int partition : letters.keySet()) {
			this.catalog.awaitArticle("good-" + partition, 3);
			this.catalog.get("/api/v1/articles/odd-" + partition)
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.headline")
				.isEqualTo("NUL \u0000 and $set and a.b");
			this.catalog.get("/api/v1/articles/large-" + partition).expectStatus().isNotFound();
		}
		RunningCatalog.eventually(() -> assertThat(putAside()).isEqualTo(letters));
		assertThat(this.catalog.metric("broadsheet_catalog_projection_dead_lettered_total"))
			.isEqualTo(letters.values().stream().mapToInt(Map::size).sum());
		assertThat(this.log.all(Topic.ARTICLES_DLT)).filteredOn((letter) -> letter.value() != null)
			.allSatisfy((letter) -> assertThat(letter.value()).isEqualTo(original(letter)));
	}

	@Test
	void anArticleAsLargeAsARecordMayBeIsStored() {
		String json = json(Articles.published("long"), "\"filler\":\"%s\"".formatted("x".repeat(10)));
		String body = "y".repeat(Topic.MAX_RECORD_BYTES - json.length() - 2048);
		this.log.write(List.of(this.log.record(null, TestLog.bytes("long"),
				TestLog.bytes(json.replace("<p>At dawn.</p>", body)), headers(Articles.published("long")))));
		this.catalog.awaitArticle("long", 1);
		RunningCatalog.eventually(() -> assertThat(this.log.all(Topic.ARTICLE_RECEIPTS, "long")).hasSize(1));
	}

	/** By partition and offset, in the order of the topic. */
	private Map<Integer, Map<Long, String>> putAside() {
		return this.log.all(Topic.ARTICLES_DLT)
			.stream()
			.collect(Collectors.groupingBy((letter) -> number(letter, "kafka_dlt-original-partition").getInt(),
					TreeMap::new, Collectors.toMap((letter) -> number(letter, "kafka_dlt-original-offset").getLong(),
							(letter) -> reasonFor(letter), (one, other) -> "twice", TreeMap::new)));
	}

	private static String reasonFor(ConsumerRecord<byte[], byte[]> letter) {
		assertThat(TestLog.text(TestLog.headers(letter).get("kafka_dlt-exception-message"))).isNotBlank();
		return TestLog.text(letter.key());
	}

	private byte[] original(ConsumerRecord<byte[], byte[]> letter) {
		int partition = number(letter, "kafka_dlt-original-partition").getInt();
		return this.batch.stream()
			.filter((record) -> record.partition() == partition
					&& TestLog.text(record.key()).equals(TestLog.text(letter.key())))
			.findFirst()
			.orElseThrow()
			.value();
	}

	private static ByteBuffer number(ConsumerRecord<byte[], byte[]> letter, String header) {
		return ByteBuffer.wrap(TestLog.headers(letter).get(header));
	}

	private void good(int partition, String id, long revision) {
		ArticleEvent event = (revision == 1) ? Articles.published(id) : Articles.revised(id, revision, "city");
		this.batch.add(this.log.record(partition, TestLog.bytes(id), TestLog.bytes(json(event)), headers(event)));
	}

	/** Unusual, but an article: names and texts that mean something to MongoDB. */
	private void odd(int partition, String id) {
		String json = json(Articles.published(id), "\"$set\":{\"a.b\":{\"$where\":\"1\"}},\"a.b\":1,\"\":2")
			.replace("Phố cổ mở lại tuyến tram", "NUL \\u0000 and $set and a.b");
		this.batch
			.add(this.log.record(partition, TestLog.bytes(id), TestLog.bytes(json), headers(Articles.published(id))));
	}

	private String poison(int partition, String name, String value, Headers headers) {
		this.batch.add(this.log.record(partition, TestLog.bytes(name), TestLog.bytes(value), headers));
		return name;
	}

	private String json(ArticleEvent event) {
		return TestLog.text(this.log.record(event).value());
	}

	private String json(ArticleEvent event, String field) {
		return json(event).replaceFirst("\\{", "{" + Matcher.quoteReplacement(field) + ",");
	}

	private static String deep() {
		return "\"deep\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH);
	}

	private Headers headers(ArticleEvent event) {
		return this.log.record(event).headers();
	}

	private Headers typed(String type) {
		Headers headers = new RecordHeaders(headers(Articles.published("typed")).toArray());
		return headers.remove("ce_type").add("ce_type", TestLog.bytes(type));
	}

}
