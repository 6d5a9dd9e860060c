package io.broadsheet.catalog;

import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.mongodb.client.model.Sorts;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.projection.QuietProjection;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log may be applied again at any time, in batches of any shape.
 */
@EmbeddedKafka(partitions = 6,
		brokerProperties = { "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {

	private static final int ARTICLES = 12;

	private static final int STEPS = 150;

	private static final int REPLAYS = 3;

	private final TestMongo mongo = new TestMongo();

	private final EntryDocuments documents = new EntryDocuments(ZoneId.of("Asia/Ho_Chi_Minh"));

	/**
	 * What the last accepted record of each article said: nothing else knows how the
	 * projection works.
	 */
	private final Map<String, ArticleEvent> expected = new HashMap<>();

	private TestLog log;

	@BeforeAll
	void connect() throws Exception {
		this.log = new TestLog(EmbeddedKafkaCondition.getBroker().getBrokersAsString());
	}

	@AfterAll
	void disconnect() {
		this.log.close();
		this.mongo.close();
	}

	static LongStream seeds() {
		return LongStream.of(1, 20260301, System.nanoTime());
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void theLogGivesTheSameBytesHoweverOftenItIsAppliedInWhateverBatches(long seed) {
		Random random = new Random(seed);
		writeHistory(random, "s" + seed + "-");
		List<ConsumerRecord<byte[], byte[]>> history = this.log.all(Topic.ARTICLES);
		String straight = "straight" + seed;
		String shuffled = "shuffled" + seed;
		QuietProjection once = into(straight);
		history.forEach((record) -> once.apply(batch(List.of(record))));
		Map<String, String> reference = bytes(straight);
		assertThat(reference.keySet()).isEqualTo(this.expected.keySet());
		this.expected.forEach((id, event) -> assertThat(
				this.documents.read(this.mongo.template().findById(id, Document.class, straight).block()).revision())
			.isEqualTo(revision(event)));

		QuietProjection again = into(shuffled);
		for (int replay = 0; replay < REPLAYS; replay++) {
			batches(history, random).forEach(again::apply);
			assertThat(bytes(shuffled)).isEqualTo(reference);
		}
	}

	private QuietProjection into(String collection) {
		return new QuietProjection(this.mongo.template(), this.documents, collection);
	}

	/**
	 * Publications, revisions, withdrawals, restorations, purges, duplicates, stale
	 * records and garbage.
	 */
	private void writeHistory(Random random, String prefix) {
		List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
		Map<String, List<ArticleEvent>> told = new HashMap<>();
		for (int step = 0; step < STEPS; step++) {
			String id = prefix + random.nextInt(ARTICLES);
			List<ArticleEvent> before = told.computeIfAbsent(id, (absent) -> new ArrayList<>());
			int dice = random.nextInt(20);
			if (dice == 0) {
				records.add(this.log.record(null, TestLog.bytes(id), null, new RecordHeaders()));
				this.expected.remove(id);
				before.clear();
			}
			else if (dice == 1) {
				records.add(this.log.record(random.nextInt(Topic.PARTITIONS), TestLog.bytes(id), TestLog.bytes("{"),
						new RecordHeaders()));
			}
			else {
				ArticleEvent event = (dice < 6 && !before.isEmpty()) ? before.get(random.nextInt(before.size()))
						: next(id, before, random);
				before.add(event);
				records.add(this.log.record(event));
				this.expected.merge(id, event, (stands, now) -> (revision(now) > revision(stands)) ? now : stands);
			}
		}
		this.log.write(records);
	}

	private static ArticleEvent next(String id, List<ArticleEvent> before, Random random) {
		long revision = 1 + before.stream().mapToLong(ReplayIT::revision).max().orElse(0);
		if (revision == 1) {
			return Articles.published(id);
		}
		return random.nextInt(4) == 0 ? Articles.withdrawn(id, revision)
				: Articles.revised(id, revision, "section-" + random.nextInt(3));
	}

	private static long revision(ArticleEvent event) {
		if (event instanceof ArticleWithdrawn withdrawn) {
			return withdrawn.revision();
		}
		return (event instanceof ArticlePublished published) ? published.article().revision()
				: ((ArticleRevised) event).article().revision();
	}

	/**
	 * Cuts at random, and mixes partitions at random; within a partition the order stays.
	 */
	private static List<ConsumerRecords<byte[], byte[]>> batches(List<ConsumerRecord<byte[], byte[]>> history,
			Random random) {
		Map<Integer, Queue<ConsumerRecord<byte[], byte[]>>> partitions = new TreeMap<>();
		history.forEach(
				(record) -> partitions.computeIfAbsent(record.partition(), (absent) -> new ArrayDeque<>()).add(record));
		List<ConsumerRecords<byte[], byte[]>> result = new ArrayList<>();
		List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
		while (!partitions.isEmpty()) {
			List<Integer> left = List.copyOf(partitions.keySet());
			Integer partition = left.get(random.nextInt(left.size()));
			batch.add(partitions.get(partition).remove());
			partitions.values().removeIf(Queue::isEmpty);
			if (random.nextInt(12) == 0 || partitions.isEmpty()) {
				result.add(batch(batch));
				batch = new ArrayList<>();
			}
		}
		return result;
	}

	private static ConsumerRecords<byte[], byte[]> batch(List<ConsumerRecord<byte[], byte[]>> records) {
		return new ConsumerRecords<>(
				records.stream()
					.collect(Collectors.groupingBy((record) -> new TopicPartition(record.topic(), record.partition()))),
				Map.of());
	}

	private Map<String, String> bytes(String collection) {
		return this.mongo.template()
			.getCollection(collection)
			.flatMapMany((entries) -> Flux
				.from(entries.withDocumentClass(RawBsonDocument.class).find().sort(Sorts.ascending("_id"))))
			.collectMap((found) -> found.getString("_id").getValue(), this::hex)
			.block();
	}

	/**
	 * The document's bytes. The stand-in for MongoDB leaves fields that a document had
	 * before where they were when it is replaced, so there they are compared in the order
	 * of their names.
	 */
	private String hex(RawBsonDocument document) {
		if (!this.mongo.isStandIn()) {
			return hexOf(document);
		}
		BsonDocument sorted = new BsonDocument();
		new TreeMap<>(document).forEach(sorted::append);
		return hexOf(new RawBsonDocument(sorted, new BsonDocumentCodec()));
	}

	private static String hexOf(RawBsonDocument document) {
		ByteBuffer bytes = document.getByteBuffer().asNIO();
		byte[] copy = new byte[bytes.remaining()];
		bytes.get(copy);
		return HexFormat.of().formatHex(copy);
	}

}
