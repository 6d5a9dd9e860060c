package io.broadsheet.catalog;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;

import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Everything on the log that should not be there, between records that should.
 */
@EmbeddedKafka(partitions = 6,
		brokerProperties = { "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonIT {

	private static final int DEPTH = 100_000;

	private static final String NOT_THE_VALUE = "The value is not a io.broadsheet.article.published.v1";

	private static final String NOT_THE_TYPE = "The type is not one that this version knows";

	private static final String NOT_THE_KEY = "The key is not the id of the event's article";

	private static final String NOT_THE_HEADERS = "The headers are not those of a CloudEvent";

	private static final String BATCHES = "spring_kafka_listener_seconds_count{exception=\"none\",name=\"articleContainer";

	private static final String PUT_ASIDE = "broadsheet_catalog_projection_dead_lettered_total";

	private final TestMongo mongo = new TestMongo();

	private final String brokers = EmbeddedKafkaCondition.getBroker().getBrokersAsString();

	private TestLog log;

	private RunningCatalog catalog;

	@BeforeAll
	void start() throws Exception {
		this.log = new TestLog(this.brokers);
		this.catalog = new RunningCatalog(this.brokers, this.mongo.uri()).awaitReady();
	}

	@AfterAll
	void stop() {
		this.catalog.close();
		this.log.close();
		this.mongo.close();
	}

	@Test
	void whatCantBeReadIsPutAsideWithItsReasonAndEverythingElseIsStored() {
		Batch batch = new Batch();
		for (int partition : new int[] { 2, 4 }) {
			batch.everything(partition);
			batch.poison(partition, "large", "x".repeat(Topic.MAX_RECORD_BYTES - 2048), NOT_THE_VALUE);
		}
		double before = this.catalog.metric(PUT_ASIDE);
		List<Letter> expected = batch.write();
		for (int partition : new int[] { 2, 4 }) {
			assertGoodRecordsAreStored(partition);
		}
		RunningCatalog
			.eventually(() -> assertThat(letters(2, 4)).containsExactlyInAnyOrderElementsOf(expected).hasSize(14));
		RunningCatalog.eventually(() -> assertThat(this.catalog.metric(PUT_ASIDE) - before).isEqualTo(expected.size()));
		assertNothingUnreadableIsStored(expected);
	}

	/**
	 * What stands on the log before a consumer comes is what its first poll brings: it
	 * has two of its partitions at least.
	 */
	@Test
	void twoPartitionsInOneBatchDontTakeEachOthersPlacesOrReasons() {
		Batch first = new Batch();
		first.good(0, "first-0", 1);
		first.good(1, "first-1", 1);
		first.write();
		this.catalog.awaitArticle("first-0", 1);
		this.catalog.awaitArticle("first-1", 1);
		this.catalog.close();

		Batch batch = new Batch();
		batch.good(1, "shifts-the-offsets", 1);
		batch.everything(0);
		batch.everything(1);
		batch.poison(0, "ends-with-it", "[]", NOT_THE_VALUE);
		List<Letter> expected = batch.write();
		this.catalog = new RunningCatalog(this.brokers, this.mongo.uri());

		assertGoodRecordsAreStored(0);
		assertGoodRecordsAreStored(1);
		this.catalog.awaitArticle("shifts-the-offsets", 1);
		RunningCatalog
			.eventually(() -> assertThat(letters(0, 1)).containsExactlyInAnyOrderElementsOf(expected).hasSize(13));
		RunningCatalog.eventually(() -> assertThat(this.catalog.metric(PUT_ASIDE)).isEqualTo(expected.size()));
		assertNothingUnreadableIsStored(expected);
		await().during(Duration.ofMillis(500))
			.atMost(RunningCatalog.PATIENCE)
			.untilAsserted(() -> assertThat(this.catalog.metric(BATCHES)).isOne());
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

	private void assertGoodRecordsAreStored(int partition) {
		this.catalog.awaitArticle("good-" + partition, 3);
		RunningCatalog.eventually(() -> this.catalog.get("/api/v1/articles/odd-" + partition)
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.headline")
			.isEqualTo("NUL \u0000 and $set and a.b"));
	}

	private void assertNothingUnreadableIsStored(List<Letter> letters) {
		letters.forEach((letter) -> this.catalog.get("/api/v1/articles/" + letter.key()).expectStatus().isNotFound());
		this.catalog.get("/api/v1/articles/other").expectStatus().isNotFound();
	}

	private List<Letter> letters(Integer... partitions) {
		return this.log.all(Topic.ARTICLES_DLT)
			.stream()
			.map(Letter::of)
			.filter((letter) -> List.of(partitions).contains(letter.partition()))
			.toList();
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

	/**
	 * A record that was put aside: what it was, where it stood, and the beginning of why.
	 */
	private record Letter(String topic, int partition, long offset, String key, int valueHash, String reason) {

		static Letter of(ConsumerRecord<byte[], byte[]> letter) {
			Map<String, byte[]> headers = TestLog.headers(letter);
			return new Letter(TestLog.text(headers.get("kafka_dlt-original-topic")),
					ByteBuffer.wrap(headers.get("kafka_dlt-original-partition")).getInt(),
					ByteBuffer.wrap(headers.get("kafka_dlt-original-offset")).getLong(), TestLog.text(letter.key()),
					Arrays.hashCode(letter.value()),
					TestLog.text(headers.get("kafka_dlt-exception-message")).split(": ")[0]);
		}

	}

	/**
	 * Records of a transaction, and why those can't be read that can't.
	 */
	private final class Batch {

		private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

		private final Map<Integer, String> reasons = new TreeMap<>();

		/** The kinds of records that can't be read, and good ones around each. */
		void everything(int partition) {
			good(partition, "good-" + partition, 1);
			poison(partition, "garbage", "{", NOT_THE_VALUE);
			poison(partition, "v2", json(Articles.published("v2")), typed("io.broadsheet.article.published.v2"),
					NOT_THE_TYPE);
			poison(partition, "unknown", "{}", typed("com.example.unknown.v1"), NOT_THE_TYPE);
			good(partition, "good-" + partition, 2);
			poison(partition, "not-its-id", json(Articles.published("other")), NOT_THE_KEY);
			poison(partition, "deep", json(Articles.published("deep"), deep()), NOT_THE_VALUE);
			odd(partition, "odd-" + partition);
			good(partition, "good-" + partition, 3);
			poison(partition, "no-headers", "\u0000", new RecordHeaders(), NOT_THE_HEADERS);
		}

		void good(int partition, String id, long revision) {
			ArticleEvent event = (revision == 1) ? Articles.published(id) : Articles.revised(id, revision, "city");
			add(partition, id, json(event), headers(event));
		}

		/** Unusual, but an article: names and texts that mean something to MongoDB. */
		private void odd(int partition, String id) {
			String json = json(Articles.published(id), "\"$set\":{\"a.b\":{\"$where\":\"1\"}},\"a.b\":1,\"\":2")
				.replace("Phố cổ mở lại tuyến tram", "NUL \\u0000 and $set and a.b");
			add(partition, id, json, headers(Articles.published(id)));
		}

		void poison(int partition, String name, String value, String reason) {
			poison(partition, name, value, headers(Articles.published(name)), reason);
		}

		private void poison(int partition, String name, String value, Headers headers, String reason) {
			this.reasons.put(this.records.size(), reason);
			add(partition, name, value, headers);
		}

		private void add(int partition, String key, String value, Headers headers) {
			this.records.add(PoisonIT.this.log.record(partition, TestLog.bytes(key), TestLog.bytes(value), headers));
		}

		/** Writes them all, and tells which letters have to come of it. */
		List<Letter> write() {
			List<RecordMetadata> places = PoisonIT.this.log.write(this.records);
			return this.reasons.keySet().stream().map((i) -> letter(i, places.get(i))).toList();
		}

		private Letter letter(int i, RecordMetadata place) {
			ProducerRecord<byte[], byte[]> record = this.records.get(i);
			return new Letter(place.topic(), place.partition(), place.offset(), TestLog.text(record.key()),
					Arrays.hashCode(record.value()), this.reasons.get(i));
		}

	}

}
