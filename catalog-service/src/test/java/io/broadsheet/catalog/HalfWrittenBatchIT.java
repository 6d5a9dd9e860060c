package io.broadsheet.catalog;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.broadsheet.events.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database applied a part of a batch, or all of it, and then the line was cut: the
 * catalog was not told, and tries the whole batch again. All records stand in one
 * partition, so that they come as one batch.
 */
@Timeout(180)
@EmbeddedKafka(partitions = 6,
		brokerProperties = { "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HalfWrittenBatchIT {

	private static final int PARTITION = 3;

	private static final int ARTICLES = 60;

	/**
	 * More than the question how articles stand and what they leave, less than their
	 * entries.
	 */
	private static final int BULK = 60_000;

	private final TestMongo mongo = new TestMongo();

	private final Wire wire = this.mongo.wire();

	private final EntryDocuments documents = new EntryDocuments(ZoneId.of("Asia/Ho_Chi_Minh"));

	private TestLog log;

	private RunningCatalog catalog;

	@BeforeAll
	void start() throws Exception {
		String brokers = EmbeddedKafkaCondition.getBroker().getBrokersAsString();
		this.log = new TestLog(brokers);
		this.catalog = new RunningCatalog(brokers, this.mongo.uri(this.wire)).awaitReady();
	}

	@AfterAll
	void stop() {
		this.catalog.close();
		this.log.close();
		this.wire.close();
		this.mongo.close();
	}

	/**
	 * Each second article was stored before the first try failed, or each.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 2, 1 })
	void whatReadersSawBeforeTheFirstTryIsToldThoughALaterOneSucceeds(int each) {
		String name = "each-" + each;
		List<ProducerRecord<byte[], byte[]>> seen = new ArrayList<>();
		ids("moved-" + name).forEach((id) -> seen.add(record(Articles.published(id))));
		ids("gone-" + name).forEach((id) -> seen.add(record(Articles.published(id))));
		ids("purged-" + name).forEach((id) -> seen.add(record(Articles.published(id))));
		this.log.write(seen);
		RunningCatalog.eventually(() -> assertThat(receipts(name)).hasSize(3 * ARTICLES));
		int cutsBefore = this.wire.cuts();

		this.wire.cutNextMessageLargerThan(BULK, () -> applyByHand(name, each));
		List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
		ids("moved-" + name).forEach((id) -> batch.add(record(Articles.revised(id, 2, "city"))));
		ids("new-" + name).forEach((id) -> batch.add(record(Articles.published(id, "harbour", Articles.DAWN))));
		ids("gone-" + name).forEach((id) -> batch.add(record(Articles.withdrawn(id, 2))));
		ids("purged-" + name)
			.forEach((id) -> batch.add(this.log.record(PARTITION, TestLog.bytes(id), null, new RecordHeaders())));
		this.log.write(batch);

		RunningCatalog.eventually(() -> assertThat(told(name, "purged")).containsOnlyKeys(ids("purged-" + name)));
		assertThat(this.wire.cuts()).isEqualTo(cutsBefore + 1);
		assertThat(stored(name)).isEqualTo(lastRevisions(name));
		assertTold(told(name, "corrected"), ids("moved-" + name), 2, "section:transport", "section:city");
		assertTold(told(name, "withdrawn"), ids("gone-" + name), 2, "section:transport");
		assertTold(told(name, "purged"), ids("purged-" + name), 1, "section:transport");
		Map<String, List<ArticleApplied>> published = told(name, "published");
		published.keySet().retainAll(ids("new-" + name));
		assertTold(published, ids("new-" + name), 1, "section:harbour");
		assertThat(this.log.all(Topic.ARTICLES_DLT)).isEmpty();
	}

	private static void assertTold(Map<String, List<ArticleApplied>> told, List<String> ids, long revision,
			String... sections) {
		assertThat(told).containsOnlyKeys(ids).allSatisfy((id, receipts) -> {
			List<String> keys = Stream
				.concat(Stream.of(sections), Stream.of("article:" + id, "tag:tram", "tag:city-hall", "latest"))
				.toList();
			assertThat(receipts).allSatisfy((receipt) -> {
				assertThat(receipt.revision()).isEqualTo(revision);
				assertThat(receipt.surrogateKeys()).containsExactlyInAnyOrderElementsOf(keys);
			});
		});
	}

	/** What the database did of a batch of which the catalog hears nothing. */
	private void applyByHand(String name, int each) {
		IntStream.range(0, ARTICLES).filter((i) -> i % each == 0).forEach((i) -> {
			store(published("moved-" + name + "-" + i, 2, "city"));
			store(published("new-" + name + "-" + i, 1, "harbour"));
			store(new CatalogEntry.Withdrawn(Articles.withdrawn("gone-" + name + "-" + i, 2)));
			this.mongo.template()
				.remove(Query.query(Criteria.where("_id").is("purged-" + name + "-" + i)), EntryDocuments.COLLECTION)
				.block();
		});
	}

	private static CatalogEntry published(String id, long revision, String section) {
		Article article = Articles.article(id, revision, section, Articles.DAWN);
		return new CatalogEntry.Published(article);
	}

	private void store(CatalogEntry entry) {
		this.mongo.template().save(StoredDocuments.of(this.documents, entry), EntryDocuments.COLLECTION).block();
	}

	private Map<String, Long> stored(String name) {
		Query query = Query.query(Criteria.where("_id").regex("-" + name + "-"));
		return this.mongo.template()
			.find(query, Document.class, EntryDocuments.COLLECTION)
			.collectMap((found) -> found.getString("_id"), (found) -> found.getLong("revision"))
			.block();
	}

	private static Map<String, Long> lastRevisions(String name) {
		Map<String, Long> result = new HashMap<>();
		ids("moved-" + name).forEach((id) -> result.put(id, 2L));
		ids("gone-" + name).forEach((id) -> result.put(id, 2L));
		ids("new-" + name).forEach((id) -> result.put(id, 1L));
		return result;
	}

	private Map<String, List<ArticleApplied>> told(String name, String change) {
		Map<String, List<ArticleApplied>> result = new HashMap<>();
		receipts(name).stream()
			.filter((receipt) -> change.equals(receipt.change()))
			.forEach((receipt) -> result.computeIfAbsent(receipt.articleId(), (id) -> new ArrayList<>()).add(receipt));
		return result;
	}

	private List<ArticleApplied> receipts(String name) {
		return this.log.all(Topic.ARTICLE_RECEIPTS)
			.stream()
			.filter((record) -> TestLog.text(record.key()).contains("-" + name + "-"))
			.map(HalfWrittenBatchIT::receipt)
			.toList();
	}

	private static ArticleApplied receipt(ConsumerRecord<byte[], byte[]> record) {
		try {
			return (ArticleApplied) new EventCodec("tests").read(record.headers(), record.value()).orElseThrow();
		}
		catch (UnreadableEventException ex) {
			throw new AssertionError("Not a receipt", ex);
		}
	}

	private ProducerRecord<byte[], byte[]> record(ArticleEvent event) {
		ProducerRecord<byte[], byte[]> record = this.log.record(event);
		return this.log.record(PARTITION, record.key(), record.value(), record.headers());
	}

	private static List<String> ids(String name) {
		return IntStream.range(0, ARTICLES).mapToObj((i) -> name + "-" + i).toList();
	}

}
