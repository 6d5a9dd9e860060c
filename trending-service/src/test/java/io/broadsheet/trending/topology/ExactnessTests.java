package io.broadsheet.trending.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.events.Topic;
import io.broadsheet.events.UnreadableEventException;
import io.broadsheet.trending.exactness.Beat;
import io.broadsheet.trending.exactness.Happening;
import io.broadsheet.trending.exactness.Oracle;
import io.broadsheet.trending.exactness.Place;
import io.broadsheet.trending.exactness.Recorder;
import io.broadsheet.trending.exactness.Shown;
import io.broadsheet.trending.exactness.Traffic;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever readers and editors do, lists and counts are those of brute force.
 */
class ExactnessTests {

	private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

	private static final int VIEWS = 200_000;

	private static final int ARTICLES = 5_000;

	private static final int VISITORS = 30_000;

	/** Of the articles, whose statistics are compared: the most read among them. */
	private static final int ASKED = 100;

	private static final double HALF_LIFE = Duration.ofHours(2).toMillis();

	private static final List<Duration> AGES = List.of(Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7),
			Duration.ofDays(30));

	private static final Duration SECOND = Duration.ofSeconds(1);

	/** What lies between the episodes: minutes, hours, days, more than a month. */
	private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(7), Duration.ofMinutes(31),
			Duration.ofMinutes(58), Duration.ofHours(3), Duration.ofHours(19), Duration.ofHours(23),
			Duration.ofMinutes(1_441), Duration.ofDays(2), Duration.ofHours(5), Duration.ofDays(4), Duration.ofDays(7),
			Duration.ofHours(30), Duration.ofDays(15), Duration.ofMinutes(90), Duration.ofDays(1), Duration.ofDays(31));

	private final EventCodec codec = new EventCodec("tests");

	private final Recorder recorder = new Recorder();

	private final Oracle oracle = new Oracle(3, 3);

	private final Map<String, TestRecord<String, byte[]>> told = new HashMap<>();

	@Test
	void everyListAndEveryCountOfAMonthIsThatOfBruteForce() {
		Traffic traffic = new Traffic(20_260_301, ARTICLES, VISITORS);
		try (DrivenTopology topology = new DrivenTopology(NOON, 10_000, List.of(this.recorder))) {
			play(topology, traffic.archive(NOON.toInstant()));
			for (Duration pause : PAUSES) {
				traffic.episode(topology.now().toInstant(), VIEWS / PAUSES.size())
					.forEach((beat) -> play(topology, beat));
				compare(topology, SECOND);
				compare(topology, pause.dividedBy(2));
				compare(topology, pause.dividedBy(2));
			}
			Map<String, Long> outcomes = this.oracle.viewOutcomes(topology.now().toInstant());
			assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(VIEWS);
		}
	}

	private void play(DrivenTopology topology, Beat beat) {
		topology.at(beat.begin().atOffset(NOON.getOffset())).settle();
		for (Happening happening : beat.happenings()) {
			topology.at(happening.arrivesAt().atOffset(NOON.getOffset()));
			Event event = happening.event();
			if (event != null) {
				topology.tell(event);
			}
			else {
				topology.purge(happening.articleId());
			}
			this.oracle.hear(happening);
		}
		listen(topology);
	}

	private void compare(DrivenTopology topology, Duration pause) {
		topology.pass(pause);
		listen(topology);
		Instant now = topology.now().toInstant();
		Map<String, Long> outcomes = this.oracle.viewOutcomes(now);
		assertThat(outcomes).hasSize(6)
			.allSatisfy(
					(outcome, number) -> assertThat(topology.views(outcome)).as(outcome).isEqualTo((double) number));
		assertThat(this.recorder.counts()).as("counts at %s", now).isEqualTo(this.oracle.counts());
		assertThat(this.recorder.filtered()).as("filtered at %s", now).isEqualTo(this.oracle.filtered(now));
		Traffic.articles(ASKED)
			.filter(this.oracle::isPublished)
			.forEach((id) -> this.oracle.statistics(id, topology.now().toZonedDateTime())
				.areSaid(topology.statistics(id)));
		Map<String, List<Place>> expected = this.oracle.lists(now);
		Map<String, RankingChanged> lists = lists();
		assertThat(lists.keySet()).as("lists that are not empty, at %s", now).isEqualTo(expected.keySet());
		expected.forEach((list, places) -> compare(lists.get(list), places, now));
	}

	private void compare(RankingChanged list, List<Place> expected, Instant now) {
		List<Place> items = list.items().stream().map(Place::of).toList();
		compare(list, items, this.oracle.shown(list.subject(), expected, null, now), null, now);
		List<Shown> all = Shown.all(list);
		List<Place> places = all.stream().map(Shown::place).toList();
		for (Duration age : AGES) {
			compare(list, this.oracle.shown(list.subject(), places, age, now),
					this.oracle.shown(list.subject(), expected, age, now), age, now);
		}
		Map<String, Double> scores = new HashMap<>();
		expected.forEach((place) -> scores.put(place.articleId(), place.score()));
		assertThat(all).as("scores and visitors of %s at %s, told at %s", list.subject(), now, list.generatedAt())
			.filteredOn((shown) -> !hasItsScore(list, shown.place(), scores, now) || !hasItsVisitors(list, shown))
			.isEmpty();
	}

	private static void compare(RankingChanged list, List<Place> told, List<Place> expected,
			@Nullable Duration publishedWithin, Instant now) {
		assertThat(told).extracting(Place::withoutScore)
			.as("%s at %s, published within %s", list.subject(), now, publishedWithin)
			.isEqualTo(expected.stream().map(Place::withoutScore).toList());
	}

	private static boolean hasItsScore(RankingChanged list, Place place, Map<String, Double> scores, Instant now) {
		double since = Duration.between(list.generatedAt().toInstant(), now).toMillis() / HALF_LIFE;
		double score = scores.getOrDefault(place.articleId(), Double.NaN)
				* (list.list().equals("trending") ? Math.pow(2, since) : 1);
		return Math.abs(place.score() - score) <= 1e-6 + 1e-9 * score;
	}

	/** They are counted when the list is told, and tell nobody that it changed. */
	private boolean hasItsVisitors(RankingChanged list, Shown shown) {
		return this.oracle.visitors(shown.place().articleId(), list.window(), list.generatedAt().toInstant())
			.hold(shown.visitors());
	}

	private void listen(DrivenTopology topology) {
		topology.output(Topic.RANKINGS).readRecordsToList().forEach((record) -> {
			this.told.remove(record.key());
			if (record.value() != null) {
				this.told.put(record.key(), record);
			}
		});
	}

	private Map<String, RankingChanged> lists() {
		Map<String, RankingChanged> lists = new TreeMap<>();
		this.told.forEach((list, record) -> lists.put(list, ranking(record)));
		lists.values().removeIf((list) -> list.items().isEmpty());
		return lists;
	}

	private RankingChanged ranking(TestRecord<String, byte[]> record) {
		try {
			return (RankingChanged) this.codec.read(record.headers(), record.value()).orElseThrow();
		}
		catch (UnreadableEventException ex) {
			throw new AssertionError("Not a ranking", ex);
		}
	}

}
