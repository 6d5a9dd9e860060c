package io.broadsheet.trending.ranking;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.events.Topic;
import io.broadsheet.trending.MutableClock;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.stores.InMemoryStores;
import io.broadsheet.trending.trend.TrendSettings;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of lists whose articles live in several partitions.
 */
class RankingMergerTests {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

	private static final ListId TRENDING = Ranking.TRENDING.list(Window.DAY, Scope.ALL);

	private static final int SECTION_CAP = 2;

	private final MutableClock clock = new MutableClock(NOON.toInstant(), ZoneOffset.UTC);

	private final EventCodec codec = new EventCodec("trending-service", InMemoryStores.json());

	private final TopologyTestDriver driver = driver();

	@AfterEach
	void close() {
		this.driver.close();
	}

	@Test
	void anArticleOfAnotherPartitionTakesTheRoomOfOneThatGrewTooOldThoughNothingElseHappens() {
		tell(0, candidate("a", 3, Duration.ofMinutes(50)));
		tell(1, candidate("b", 2, Duration.ofMinutes(10)));
		tell(2, candidate("c", 1, Duration.ofMinutes(5)));
		assertThat(told()).hasSize(1).allSatisfy((ranking) -> {
			assertThat(ids(ranking)).containsExactly("a", "b");
			assertThat(ranking.further()).as("a and b fill the section's places").isEmpty();
		});
		pass(Duration.ofMinutes(9));
		assertThat(told()).isEmpty();
		pass(Duration.ofMinutes(2));
		assertThat(told()).hasSize(1).allSatisfy((ranking) -> {
			assertThat(ids(ranking)).containsExactly("a", "b");
			assertThat(ranking.further()).extracting((place) -> place.article().id()).containsExactly("c");
		});
	}

	@Test
	void aListThatEmptiedIsToldAsEmptyAndAnHourLaterForgotten() {
		tell(0, candidate("a", 3, Duration.ofMinutes(50)));
		told();
		tell(0);
		assertThat(told()).hasSize(1).allSatisfy((ranking) -> assertThat(ranking.items()).isEmpty());
		pass(Duration.ofMinutes(59));
		assertThat(records()).isEmpty();
		pass(Duration.ofMinutes(1));
		assertThat(records()).hasSize(1).allSatisfy((record) -> {
			assertThat(record.key()).isEqualTo(TRENDING.key());
			assertThat(record.value()).isNull();
		});
		assertThat(this.driver.getKeyValueStore(RankMerging.TOLD).all().hasNext()).isFalse();
		pass(Duration.ofHours(2));
		assertThat(records()).isEmpty();
	}

	@Test
	void aListThatFillsAgainIsNotForgotten() {
		tell(0, candidate("a", 3, Duration.ofMinutes(50)));
		tell(0);
		pass(Duration.ofMinutes(30));
		tell(0, candidate("a", 4, Duration.ofMinutes(80)));
		told();
		pass(Duration.ofHours(3));
		assertThat(records()).noneMatch((record) -> record.value() == null);
	}

	@Test
	void aListThatWaitsBecauseItsInputWasBehindIsToldOnceThatIsOver() {
		tell(0, candidate("a", 3, Duration.ofMinutes(50)));
		told();
		tellBehind(60, 1, candidate("b", 2, Duration.ofMinutes(10)));
		pass(Duration.ofSeconds(1));
		assertThat(told()).isEmpty();
		tellBehind(0, 1, candidate("b", 2, Duration.ofMinutes(10)));
		assertThat(told()).hasSize(1).allSatisfy((ranking) -> assertThat(ids(ranking)).containsExactly("a", "b"));
	}

	private TopologyTestDriver driver() {
		RankingSettings ranking = new RankingSettings(Duration.ofSeconds(1), Duration.ofMillis(400),
				Duration.ofSeconds(5), Duration.ofMillis(100), 200);
		TrendSettings trend = new TrendSettings(Duration.ofHours(2), 1, 4, 8, 3, SECTION_CAP);
		StreamsBuilder builder = new StreamsBuilder();
		new RankMerging(ranking, trend, this.codec, this.clock).merge(builder,
				builder.stream("tops", Consumed.with(Serdes.String(), PartitionTelling.serde())));
		Properties properties = new Properties();
		properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "merging-tests");
		return new TopologyTestDriver(builder.build(), properties, NOON.toInstant());
	}

	/**
	 * The best of a partition, with their cards, and a second in which lists are told.
	 */
	private void tell(int partition, Candidate... best) {
		tellBehind(0, partition, best);
	}

	private void tellBehind(long lag, int partition, Candidate... best) {
		Stream.of(best).forEach((place) -> pipe("cards", new PartitionCard(place.article().id(), place.article())));
		pipe(TRENDING.key(), new PartitionTop(TRENDING, partition, lag, false,
				(best.length > 0) ? new Selection(List.of(best), List.of()) : Selection.NOTHING));
		pass(Duration.ofSeconds(1));
	}

	private void pipe(String key, PartitionTelling telling) {
		this.driver.createInputTopic("tops", new StringSerializer(), PartitionTelling.serde().serializer())
			.pipeInput(key, telling, this.clock.instant());
	}

	private void pass(Duration duration) {
		this.clock.advance(duration);
		this.driver.advanceWallClockTime(Duration.ofMillis(100));
		this.driver.advanceWallClockTime(Duration.ofMillis(100));
	}

	/** The last of each second, as partitions are told one after the other. */
	private List<RankingChanged> told() {
		List<RankingChanged> all = records().stream().map(this::ranking).toList();
		return all.isEmpty() ? all : all.subList(all.size() - 1, all.size());
	}

	private List<TestRecord<String, byte[]>> records() {
		return this.driver
			.createOutputTopic(Topic.RANKINGS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
			.readRecordsToList();
	}

	private RankingChanged ranking(TestRecord<String, byte[]> record) {
		try {
			return (RankingChanged) this.codec.read(record.headers(), record.value()).orElseThrow();
		}
		catch (Exception ex) {
			throw new AssertionError("Not a ranking", ex);
		}
	}

	private static List<String> ids(RankingChanged ranking) {
		return ranking.items().stream().map((item) -> item.article().id()).toList();
	}

	private static Candidate candidate(String id, double score, Duration age) {
		OffsetDateTime publishedAt = NOON.minus(age);
		ArticleCard card = new ArticleCard(id, "slug", "https://paper.example/" + id, "Headline", null, "x", "en", null,
				publishedAt, publishedAt);
		return new Candidate(score, 1, card);
	}

}
