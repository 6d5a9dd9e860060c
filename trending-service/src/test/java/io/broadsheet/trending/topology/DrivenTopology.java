package io.broadsheet.trending.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.events.Topic;
import io.broadsheet.trending.MutableClock;
import io.broadsheet.trending.audience.AudienceObservation;
import io.broadsheet.trending.intake.Intake;
import io.broadsheet.trending.ranking.RankMerging;
import io.broadsheet.trending.ranking.RankingSettings;
import io.broadsheet.trending.statistics.ArticleFigures;
import io.broadsheet.trending.statistics.StatisticsObservation;
import io.broadsheet.trending.statistics.StoredStatistics;
import io.broadsheet.trending.stores.InMemoryStores;
import io.broadsheet.trending.trend.TrendSettings;
import io.broadsheet.trending.views.AudienceCounting;
import io.broadsheet.trending.views.ConsumerLag;
import io.broadsheet.trending.views.CountingRules;
import io.broadsheet.trending.views.InputLag;
import io.broadsheet.trending.views.ViewSettings;
import io.broadsheet.trending.views.VisitStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The topology without brokers, on a clock that only tests move.
 */
final class DrivenTopology implements AutoCloseable {

	private static final Duration TICK = Duration.ofMillis(100);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final EventCodec codec = new EventCodec("trending-service", InMemoryStores.json());

	private final MutableClock clock;

	private final TopologyTestDriver driver;

	private final List<TestRecord<String, byte[]>> rankings = new ArrayList<>();

	DrivenTopology(OffsetDateTime now) {
		this(now, 10_000);
	}

	DrivenTopology(OffsetDateTime now, int maxWaiting) {
		this(now, maxWaiting, List.of());
	}

	DrivenTopology(OffsetDateTime now, int maxWaiting, List<AudienceObservation> observations) {
		this.clock = new MutableClock(now.toInstant(), ZoneId.from(now));
		ViewSettings views = new ViewSettings(Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofMinutes(5),
				Duration.ofMinutes(1), maxWaiting);
		RankingSettings ranking = new RankingSettings(Duration.ofSeconds(1), Duration.ofMillis(400),
				Duration.ofSeconds(5), TICK, 200);
		TrendSettings trend = new TrendSettings(Duration.ofHours(2), 1, 4, 8, 3, 3);
		StreamsBuilder builder = new StreamsBuilder();
		new TrendingTopology(new Intake(this.codec, this.clock),
				new AudienceCounting(new CountingRules(views, ranking, trend, withStatistics(observations)),
						new InputLag(this.clock, new ConsumerLag()), this.clock, this.registry),
				new RankMerging(ranking, trend, this.codec, this.clock))
			.build(builder);
		Properties properties = new Properties();
		properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "trending-tests");
		properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
		this.driver = new TopologyTestDriver(builder.build(), properties, now.toInstant());
	}

	OffsetDateTime now() {
		return OffsetDateTime.now(this.clock);
	}

	/** Moves the clock, then lets everything that is due happen at that very moment. */
	DrivenTopology pass(Duration duration) {
		this.clock.advance(duration);
		return settle();
	}

	DrivenTopology at(OffsetDateTime moment) {
		this.clock.set(moment.toInstant());
		return this;
	}

	DrivenTopology settle() {
		this.driver.advanceWallClockTime(TICK);
		this.driver.advanceWallClockTime(TICK);
		return this;
	}

	void tell(Event... events) {
		tellLate(Duration.ZERO, events);
	}

	/** What lay on its topic for a while before it is read. */
	void tellLate(Duration lag, Event... events) {
		for (Event event : events) {
			ProducerRecord<String, byte[]> record = this.codec.write(event);
			pipe(event.type().topic(), record.key(), record.value(), record.headers(), this.clock.instant().minus(lag));
		}
	}

	void purge(String articleId) {
		this.driver.createInputTopic(Topic.ARTICLES.topicName(), new StringSerializer(), new ByteArraySerializer())
			.pipeInput(articleId, null, this.clock.instant());
	}

	void pipe(Topic topic, String key, byte[] value, Headers headers) {
		pipe(topic, key, value, headers, this.clock.instant());
	}

	private void pipe(Topic topic, String key, byte[] value, Headers headers, Instant writtenAt) {
		TestInputTopic<String, byte[]> input = this.driver.createInputTopic(topic.topicName(), new StringSerializer(),
				new ByteArraySerializer());
		input.pipeInput(new TestRecord<>(key, value, headers, writtenAt));
	}

	/** The rankings that were told since last asked. */
	List<RankingChanged> told() {
		return toldRecords().stream().filter((record) -> record.value() != null).map(this::ranking).toList();
	}

	List<TestRecord<String, byte[]>> toldRecords() {
		List<TestRecord<String, byte[]>> news = output(Topic.RANKINGS).readRecordsToList();
		this.rankings.addAll(news);
		return news;
	}

	/** How a list stands: ids and views, best first. */
	List<String> list(String listId) {
		return last(listId)
			.map((ranking) -> ranking.items().stream().map((item) -> item.article().id() + " " + item.views()).toList())
			.orElse(List.of());
	}

	RankingChanged ranking(String listId) {
		return last(listId).orElseThrow();
	}

	private Optional<RankingChanged> last(String listId) {
		toldRecords();
		return this.rankings.stream()
			.filter((record) -> record.key().equals(listId))
			.reduce((before, after) -> after)
			.filter((record) -> record.value() != null)
			.map(this::ranking);
	}

	List<String> overall() {
		return list("most-viewed/24h/all");
	}

	List<String> section(String section) {
		return list("most-viewed/24h/section/" + section);
	}

	TestOutputTopic<String, byte[]> output(Topic topic) {
		return this.driver.createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
	}

	double views(String outcome) {
		return outcomes("views", outcome);
	}

	double outcomes(String of, String outcome) {
		return this.registry.get("broadsheet.trending." + of).tag("outcome", outcome).counter().count();
	}

	double skippedArticles(String reason) {
		return this.registry.get("broadsheet.trending.articles.skipped").tag("reason", reason).counter().count();
	}

	long entriesOf(String store) {
		return this.driver.getKeyValueStore(store).approximateNumEntries();
	}

	long visits() {
		return ((VisitStore) this.driver.getStateStore("visits")).size();
	}

	ArticleFigures statistics(String articleId) {
		return new StoredStatistics(this.driver.getKeyValueStore(StoredStatistics.STORE))
			.find(articleId, now().toZonedDateTime())
			.orElseThrow();
	}

	private List<AudienceObservation> withStatistics(List<AudienceObservation> observations) {
		List<AudienceObservation> all = new ArrayList<>(observations);
		all.add(new StatisticsObservation(this.clock));
		return all;
	}

	private RankingChanged ranking(TestRecord<String, byte[]> record) {
		try {
			return (RankingChanged) this.codec.read(record.headers(), record.value()).orElseThrow();
		}
		catch (Exception ex) {
			throw new AssertionError("Not a ranking", ex);
		}
	}

	@Override
	public void close() {
		this.driver.close();
	}

}
