package io.broadsheet.catalog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens while MongoDB is away, slow, or lost in the middle of a sentence. A
 * consumer that did not poll for {@link #MAX_POLL_INTERVAL} would have to leave its group
 * and come back as another member.
 */
@Timeout(180)
@EmbeddedKafka(partitions = 6,
		brokerProperties = { "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1" })
class DisturbedCatalogIT {

	/** How many threads read the articles. */
	private static final int CONSUMERS = 2;

	private static final String OURS = "client_id=\"consumer-catalog-service-";

	private static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(8);

	private static final Duration LONGER = MAX_POLL_INTERVAL.multipliedBy(2);

	private static final Duration SLOW = Duration.ofSeconds(5);

	private final TestMongo mongo = new TestMongo();

	private final Wire wire = this.mongo.wire();

	private String brokers;

	private TestLog log;

	private RunningCatalog catalog;

	@BeforeEach
	void prepare() throws Exception {
		this.brokers = EmbeddedKafkaCondition.getBroker().getBrokersAsString();
		this.log = new TestLog(this.brokers);
	}

	@AfterEach
	void stop() {
		this.catalog.close();
		this.log.close();
		this.wire.close();
		this.mongo.close();
	}

	@Test
	void aDatabaseThatIsAwayForLongerThanAConsumerMayBeSilentCostsNoRebalanceAndNoArticle() {
		start("--spring.kafka.consumer.properties.max.poll.interval.ms=" + MAX_POLL_INTERVAL.toMillis());
		this.catalog.awaitReady();
		publish("away-before", 1);
		this.catalog.awaitArticle("away-before-0", 1);
		RunningCatalog.eventually(this::eachConsumerHasItsShare);
		Set<String> members = members();
		double rebalances = rebalances();

		this.wire.down();
		publish("away", 500);
		this.log.tell(Articles.revised("away-7", 2, "city"), Articles.withdrawn("away-8", 2));
		this.log.purge("away-9");
		readersAreToldToComeBack("/api/v1/articles/away-before-0");
		await().during(LONGER)
			.atMost(RunningCatalog.PATIENCE)
			.until(() -> this.catalog.probe("/actuator/health/readiness")
				.returnResult(Void.class)
				.getStatus()
				.value() == 503);
		this.wire.up();

		Map<String, Long> expected = revisions("away", 500);
		expected.putAll(Map.of("away-7", 2L, "away-8", 2L));
		expected.remove("away-9");
		RunningCatalog.eventually(() -> assertThat(stored("away")).isEqualTo(expected));
		awaitAll("away", 7);
		this.catalog.awaitArticle("away-7", 2);
		RunningCatalog.eventually(() -> this.catalog.get("/api/v1/articles/away-8").expectStatus().isEqualTo(410));
		RunningCatalog.eventually(() -> this.catalog.get("/api/v1/articles/away-9").expectStatus().isNotFound());
		this.catalog.awaitReady();
		assertThat(members()).isEqualTo(members);
		assertThat(rebalances()).isEqualTo(rebalances);
		assertThat(this.log.all(Topic.ARTICLES_DLT)).isEmpty();
	}

	@Test
	void aServiceThatStartsWhileTheDatabaseIsAwayStaysInItsGroupAndBeginsWhenItComes() {
		this.wire.down();
		start("--spring.kafka.consumer.properties.max.poll.interval.ms=" + MAX_POLL_INTERVAL.toMillis());
		publish("started", 20);
		RunningCatalog.eventually(this::eachConsumerHasItsShare);
		Set<String> members = members();
		double rebalances = rebalances();
		await().during(LONGER).atMost(RunningCatalog.PATIENCE).until(() -> members().equals(members));
		this.wire.up();
		awaitAll("started", 20);
		this.catalog.awaitReady();
		assertThat(members()).isEqualTo(members);
		assertThat(rebalances()).isEqualTo(rebalances);
	}

	/**
	 * Whoever waits for the answer to a write can't tell of it sooner.
	 */
	@Test
	void aDatabaseThatIsSlowForFiveSecondsLosesNothing() {
		start();
		this.catalog.awaitReady();
		this.wire.delay(SLOW);
		publish("slow", 50);
		await().pollDelay(SLOW)
			.atMost(RunningCatalog.PATIENCE)
			.untilAsserted(() -> assertThat(this.wire.lateAnswers()).isPositive());
		this.wire.delay(Duration.ZERO);
		Map<String, Long> expected = revisions("slow", 50);
		RunningCatalog.eventually(
				() -> assertThat(toldAfter("slow").keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet()));
		assertThat(stored("slow")).isEqualTo(expected);
		assertThat(toldAfter("slow").values()).allSatisfy((waited) -> assertThat(waited).isGreaterThanOrEqualTo(SLOW));
		awaitAll("slow", 50);
		this.catalog.awaitReady();
		assertThat(this.log.all(Topic.ARTICLES_DLT)).isEmpty();
	}

	@Test
	void aBulkWriteWhoseAnswerComesTooLateIsWrittenAgainAndChangesNothing() {
		start("--broadsheet.database.answer-timeout=1s");
		this.catalog.awaitReady();
		this.wire.delay(Duration.ofSeconds(3));
		publish("late", 50);
		readersAreToldToComeBack("/api/v1/articles/late-1");
		this.wire.delay(Duration.ZERO);
		awaitAll("late", 50);
		RunningCatalog.eventually(() -> assertThat(this.log.all(Topic.ARTICLE_RECEIPTS, "late-49")).isNotEmpty());
	}

	@Test
	void aBulkWriteThatIsCutInTheMiddleIsWrittenAgain() {
		start();
		this.catalog.awaitReady();
		this.wire.cutNextMessageLargerThan(30_000);
		publish("cut", 200);
		this.log.tell(
				IntStream.range(0, 200).mapToObj((i) -> Articles.revised("cut-" + i, 2, "city")).toArray(Event[]::new));
		RunningCatalog.eventually(() -> assertThat(this.wire.cuts()).isOne());
		awaitAll("cut", 200, 2);
		assertThat(this.log.all(Topic.ARTICLES_DLT)).isEmpty();
	}

	private void start(String... options) {
		this.catalog = new RunningCatalog(this.brokers, this.mongo.uri(this.wire), options);
	}

	private void publish(String name, int count) {
		this.log
			.tell(IntStream.range(0, count).mapToObj((i) -> Articles.published(name + "-" + i)).toArray(Event[]::new));
	}

	private void awaitAll(String name, int count) {
		awaitAll(name, count, 1);
	}

	private void awaitAll(String name, int count, int revision) {
		RunningCatalog.eventually(() -> IntStream.range(0, count)
			.forEach((i) -> this.catalog.get("/api/v1/articles/" + name + "-" + i)
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.revision")
				.isEqualTo(revision)));
	}

	private void readersAreToldToComeBack(String uri) {
		RunningCatalog
			.eventually(() -> this.catalog.get(uri).expectStatus().isEqualTo(503).expectHeader().exists("Retry-After"));
	}

	/** Of the articles' consumers: those of the collections have a group of their own. */
	private double rebalances() {
		String ours = "kafka_consumer_coordinator_rebalance_total{" + OURS;
		return this.catalog.metric(ours) - this.catalog.metric(ours + "collections");
	}

	/** Only then is the last rebalance of the start over. */
	private void eachConsumerHasItsShare() {
		assertThat(members()).hasSize(CONSUMERS);
		assertThat(this.catalog.metrics("kafka_consumer_coordinator_assigned_partitions{" + OURS)
			.stream()
			.filter((assigned) -> assigned == Topic.PARTITIONS / CONSUMERS)).hasSize(CONSUMERS);
	}

	private static Map<String, Long> revisions(String name, int count) {
		return IntStream.range(0, count)
			.boxed()
			.collect(Collectors.toMap((i) -> name + "-" + i, (i) -> 1L, (one, other) -> one, HashMap::new));
	}

	/** Revisions by id, asked past the line that is disturbed. */
	private Map<String, Long> stored(String name) {
		Query query = Query.query(Criteria.where("_id").regex("^" + name + "-[0-9]+$"));
		return this.mongo.template()
			.find(query, Document.class, EntryDocuments.COLLECTION)
			.collectMap((found) -> found.getString("_id"), (found) -> found.getLong("revision"))
			.block();
	}

	/** How long after its event an article's first receipt was written. */
	private Map<String, Duration> toldAfter(String name) {
		Map<String, Long> published = firstTimes(Topic.ARTICLES, name);
		return firstTimes(Topic.ARTICLE_RECEIPTS, name).entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(told) -> Duration.ofMillis(told.getValue() - published.get(told.getKey()))));
	}

	private Map<String, Long> firstTimes(Topic topic, String name) {
		return this.log.all(topic)
			.stream()
			.filter((record) -> TestLog.text(record.key()).startsWith(name + "-"))
			.collect(Collectors.toMap((record) -> TestLog.text(record.key()), ConsumerRecord::timestamp, Math::min));
	}

	private Set<String> members() {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.brokers))) {
			return admin.describeConsumerGroups(List.of("catalog-service"))
				.all()
				.get()
				.get("catalog-service")
				.members()
				.stream()
				.map(MemberDescription::consumerId)
				.collect(Collectors.toSet());
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException("The group can't be described", ex);
		}
	}

}
