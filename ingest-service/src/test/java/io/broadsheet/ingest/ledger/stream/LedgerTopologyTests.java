package io.broadsheet.ingest.ledger.stream;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.EventJson;
import io.broadsheet.events.EventType;
import io.broadsheet.events.GoldenSample;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.Command;
import io.broadsheet.ingest.ledger.Ledger;
import io.broadsheet.ingest.ledger.LedgerEntry;
import io.broadsheet.ingest.ledger.LedgerFixtures;
import io.broadsheet.ingest.ledger.Outcome;
import io.broadsheet.ingest.ledger.Publisher;
import io.broadsheet.ingest.ledger.Revision;
import io.broadsheet.ingest.ledger.Standing;
import io.broadsheet.ingest.ledger.answer.Answer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The ledger's topology, without a broker.
 */
class LedgerTopologyTests {

	private static final Publisher PUBLISHER = new Publisher(ZoneId.of("Asia/Ho_Chi_Minh"),
			URI.create("https://paper.example"));

	private static final Instant DAWN = Instant.parse("2026-02-28T23:30:00Z");

	private final JsonMapper json = EventJson.mapper();

	@TempDir
	private Path stateDir;

	private TopologyTestDriver driver;

	private TestInputTopic<String, byte[]> commands;

	@BeforeEach
	void start() {
		Properties properties = new Properties();
		properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
		properties.put(StreamsConfig.STATE_DIR_CONFIG, this.stateDir.toString());
		this.driver = new TopologyTestDriver(LedgerTopology.of(new Ledger(PUBLISHER)), properties, DAWN);
		this.commands = this.driver.createInputTopic(Topic.ARTICLE_COMMANDS.topicName(), new StringSerializer(),
				new ByteArraySerializer());
	}

	@AfterEach
	void stop() {
		this.driver.close();
	}

	@Test
	void theEventsAreThoseOfTheGoldenSamples() throws Exception {
		Article published = ((ArticlePublished) GoldenSample.of(EventType.ARTICLE_PUBLISHED).event()).article();
		Article revised = ((ArticleRevised) GoldenSample.of(EventType.ARTICLE_REVISED).event()).article();
		ArticleWithdrawn withdrawn = (ArticleWithdrawn) GoldenSample.of(EventType.ARTICLE_WITHDRAWN).event();

		send(new Command.Publish(ticket(published.id(), "1"), content(published), null));
		this.driver.advanceWallClockTime(Duration.between(published.updatedAt(), revised.updatedAt()));
		send(new Command.Revise(ticket(published.id(), "2"), 1, content(revised), revised.corrections().get(0).note(),
				null));
		this.driver.advanceWallClockTime(Duration.between(revised.updatedAt(), withdrawn.withdrawnAt()));
		send(new Command.Withdraw(ticket(published.id(), "3"), 2L, withdrawn.reason()));

		List<GoldenSample> written = output(Topic.ARTICLES).readRecordsToList().stream().map(this::sample).toList();
		assertThat(written).containsExactly(GoldenSample.of(EventType.ARTICLE_PUBLISHED),
				GoldenSample.of(EventType.ARTICLE_REVISED), GoldenSample.of(EventType.ARTICLE_WITHDRAWN));
	}

	@Test
	void everyCommandIsAnsweredUnderItsOwnId() {
		send(LedgerFixtures.publish("One"));
		send(LedgerFixtures.revise(5, "Two"));
		List<Answer> answers = new ArrayList<>();
		output(Topic.ARTICLE_OUTCOMES).readValuesToList()
			.forEach((value) -> answers.add(this.json.readValue(value, Answer.class)));
		assertThat(answers).extracting(Answer::commandId).containsExactly("command-One", "command-revise5Two");
		assertThat(answers).extracting(Answer::outcome).last().isEqualTo(new Outcome.Conflict(1));
	}

	@Test
	void aRefusedCommandWritesNoEventAndNoEntry() {
		send(LedgerFixtures.revise(1, "Two"));
		assertThat(output(Topic.ARTICLES).isEmpty()).isTrue();
		assertThat(values(LedgerStores.ENTRIES)).isEmpty();
		assertThat(values(LedgerStores.REVISIONS)).isEmpty();
	}

	@Test
	void theEntryHoldsTheCurrentRevisionAndTheHistoryThoseBeforeIt() {
		send(LedgerFixtures.publish("One"));
		assertThat(values(LedgerStores.REVISIONS)).isEmpty();
		send(LedgerFixtures.revise(1, "Two"));
		LedgerEntry entry = this.json.readValue(values(LedgerStores.ENTRIES).get(0), LedgerEntry.class);
		assertThat(entry.current()).extracting(Revision::revision, Revision::change).containsExactly(2L, "revise");
		assertThat(values(LedgerStores.REVISIONS)).map((value) -> this.json.readValue(value, Revision.class))
			.extracting(Revision::revision, Revision::change, (revision) -> headline(revision.standing()))
			.containsExactly(tuple(1L, "publish", "One"));
	}

	@Test
	void garbageGoesToTheDeadLettersAndTheNextCommandIsDecided() {
		byte[] garbage = "{garbage".getBytes(StandardCharsets.UTF_8);
		this.commands.pipeInput(LedgerFixtures.ARTICLE, garbage);
		this.commands.pipeInput("another-key", this.json.writeValueAsBytes(LedgerFixtures.publish("One")));
		this.commands.pipeInput(LedgerFixtures.ARTICLE, null);
		this.commands.pipeInput(LedgerFixtures.ARTICLE, "{\"command\":\"publish\"}".getBytes(StandardCharsets.UTF_8));
		ArticleContent impossible = new ArticleContent(null, "One", null, "", "en", "transport", List.of(), List.of(),
				null, List.of(), OffsetDateTime.MIN, null, true);
		send(new Command.Publish(LedgerFixtures.ticket(null, "impossible"), impossible, null));
		send(LedgerFixtures.publish("One"));
		List<TestRecord<String, byte[]>> dead = output(Topic.ARTICLE_COMMANDS_DLT).readRecordsToList();
		assertThat(dead).extracting(TestRecord::key)
			.containsExactly(LedgerFixtures.ARTICLE, "another-key", LedgerFixtures.ARTICLE, LedgerFixtures.ARTICLE,
					LedgerFixtures.ARTICLE);
		assertThat(dead.get(0).value()).isEqualTo(garbage);
		assertThat(output(Topic.ARTICLES).readKeyValuesToList()).hasSize(1);
	}

	@Test
	void aScheduledArticleIsPublishedAtTheNextTickOfTheClockAndOnce() {
		OffsetDateTime time = DAWN.plusSeconds(60).atOffset(ZoneOffset.UTC);
		send(schedule(time));
		TestOutputTopic<String, byte[]> articles = output(Topic.ARTICLES);
		this.driver.advanceWallClockTime(Duration.ofMillis(59_500));
		assertThat(articles.isEmpty()).isTrue();
		this.driver.advanceWallClockTime(Duration.ofMillis(500));
		assertThat(articles.readKeyValuesToList()).hasSize(1);
		this.driver.advanceWallClockTime(Duration.ofMinutes(10));
		assertThat(articles.isEmpty()).isTrue();
		assertThat(values(LedgerStores.REVISIONS)).hasSize(1);
	}

	@Test
	void aPlanThatWasMovedIsKeptAtItsNewTimeAlone() {
		OffsetDateTime time = DAWN.plusSeconds(60).atOffset(ZoneOffset.UTC);
		send(schedule(time));
		send(new Command.Revise(ticket(LedgerFixtures.ARTICLE, "move"), 1, LedgerFixtures.content("One"), null,
				time.plusSeconds(60)));
		TestOutputTopic<String, byte[]> articles = output(Topic.ARTICLES);
		this.driver.advanceWallClockTime(Duration.ofSeconds(119));
		assertThat(articles.isEmpty()).isTrue();
		this.driver.advanceWallClockTime(Duration.ofSeconds(1));
		assertThat(articles.readKeyValuesToList()).hasSize(1);
	}

	@Test
	void aPlanThatWasCancelledIsForgottenUntilItIsRestored() {
		OffsetDateTime time = DAWN.plusSeconds(60).atOffset(ZoneOffset.UTC);
		send(schedule(time));
		send(LedgerFixtures.withdraw(1L, "not now"));
		TestOutputTopic<String, byte[]> articles = output(Topic.ARTICLES);
		this.driver.advanceWallClockTime(Duration.ofSeconds(120));
		assertThat(articles.isEmpty()).isTrue();
		send(LedgerFixtures.restore(2L));
		assertThat(articles.readKeyValuesToList()).hasSize(1);
	}

	@Test
	void twoThousandArticlesOfOneMomentAreAllPublishedWithinTwoSeconds() {
		OffsetDateTime time = DAWN.plusSeconds(60).atOffset(ZoneOffset.UTC);
		for (int index = 0; index < 2000; index++) {
			String id = "0198c2de-7f3a-7c51-9d0e-%012x".formatted(index);
			send(new Command.Publish(ticket(id, id), LedgerFixtures.content("Article " + index), time));
		}
		this.driver.advanceWallClockTime(Duration.ofSeconds(60));
		for (int millis = 0; millis < 2000; millis += 50) {
			this.driver.advanceWallClockTime(Duration.ofMillis(50));
		}
		assertThat(output(Topic.ARTICLES).readKeyValuesToList()).extracting((record) -> record.key)
			.doesNotHaveDuplicates()
			.hasSize(2000);
	}

	@Test
	void aCommandThatMeetsAnEntryWhichCantBeReadIsAnsweredWhenItCanAndNoDeadLetter() {
		send(LedgerFixtures.publish("One"));
		byte[] entry = damageTheEntry();
		assertThatExceptionOfType(StreamsException.class).isThrownBy(() -> send(LedgerFixtures.revise(1, "Two")))
			.withCauseInstanceOf(SerializationException.class)
			.withStackTraceContaining(LedgerFixtures.ARTICLE);
		entries().put(LedgerFixtures.ARTICLE, entry);
		send(LedgerFixtures.revise(1, "Two"));
		assertThat(output(Topic.ARTICLE_OUTCOMES).readValuesToList()).hasSize(2);
		assertThat(output(Topic.ARTICLES).readValuesToList()).hasSize(2);
		assertThat(output(Topic.ARTICLE_COMMANDS_DLT).isEmpty()).isTrue();
	}

	@Test
	void aScheduledArticleWhoseEntryCantBeReadStaysOnTheSchedule() {
		send(schedule(DAWN.plusSeconds(60).atOffset(ZoneOffset.UTC)));
		damageTheEntry();
		assertThatExceptionOfType(StreamsException.class)
			.isThrownBy(() -> this.driver.advanceWallClockTime(Duration.ofSeconds(60)))
			.withCauseInstanceOf(SerializationException.class);
		assertThat(values(LedgerStores.SCHEDULE)).hasSize(1);
	}

	@Test
	void aPurgeIsATombstoneAndDeletesTheHistory() {
		send(LedgerFixtures.publish("One"));
		send(LedgerFixtures.revise(1, "Two"));
		assertThat(values(LedgerStores.REVISIONS)).hasSize(1);
		send(LedgerFixtures.purge(null));
		assertThat(output(Topic.ARTICLES).readKeyValuesToList()).last()
			.isEqualTo(new KeyValue<>(LedgerFixtures.ARTICLE, null));
		assertThat(values(LedgerStores.REVISIONS)).isEmpty();
	}

	@Test
	void aPurgeOfWhatNobodySawIsToldToNobody() {
		send(schedule(DAWN.plusSeconds(60).atOffset(ZoneOffset.UTC)));
		send(LedgerFixtures.purge(null));
		this.driver.advanceWallClockTime(Duration.ofSeconds(120));
		assertThat(output(Topic.ARTICLES).isEmpty()).isTrue();
	}

	private void send(Command command) {
		this.commands.pipeInput(command.ticket().articleId(),
				this.json.writerFor(Command.class).writeValueAsBytes(command));
	}

	private TestOutputTopic<String, byte[]> output(Topic topic) {
		return this.driver.createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
	}

	private KeyValueStore<String, byte[]> entries() {
		return this.driver.getKeyValueStore(LedgerStores.ENTRIES);
	}

	/** Returns the entry as it was. */
	private byte[] damageTheEntry() {
		byte[] entry = entries().get(LedgerFixtures.ARTICLE);
		entries().put(LedgerFixtures.ARTICLE, Arrays.copyOf(entry, entry.length / 2));
		return entry;
	}

	private List<byte[]> values(String store) {
		List<byte[]> values = new ArrayList<>();
		try (KeyValueIterator<String, byte[]> all = this.driver.<String, byte[]>getKeyValueStore(store).all()) {
			all.forEachRemaining((each) -> values.add(each.value));
		}
		return values;
	}

	private static String headline(Standing standing) {
		return standing.text().map(Article::headline).orElseThrow();
	}

	private GoldenSample sample(TestRecord<String, byte[]> record) {
		Map<String, String> headers = new HashMap<>();
		record.headers()
			.forEach((header) -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
		return new GoldenSample(Topic.ARTICLES.topicName(), record.key(), headers, this.json.readTree(record.value()));
	}

	private static Command schedule(OffsetDateTime time) {
		return new Command.Publish(ticket(LedgerFixtures.ARTICLE, "schedule"), LedgerFixtures.content("One"), time);
	}

	private static Command.Ticket ticket(String articleId, String name) {
		return new Command.Ticket(name, articleId, null, name, OffsetDateTime.parse("2026-01-01T00:00:00Z"), null);
	}

	private static ArticleContent content(Article article) {
		return new ArticleContent(article.externalId(), article.headline(), article.summary(), article.body(),
				article.language(), article.section(), article.tags(), article.authors(), article.dateline(),
				article.images(), null, article.source(), article.rankable());
	}

}
