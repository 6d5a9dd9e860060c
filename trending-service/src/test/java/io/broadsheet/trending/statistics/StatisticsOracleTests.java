package io.broadsheet.trending.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.broadsheet.events.ReactionKind;
import io.broadsheet.trending.MutableClock;
import io.broadsheet.trending.panes.Window;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statistics held against a memory that keeps everything that happened and looks through
 * all of it. There are so few visitors that their numbers are exact.
 */
class StatisticsOracleTests {

	private static final Instant START = Instant.parse("2026-03-01T11:58:00Z");

	private static final List<String> ARTICLES = List.of("a", "b", "c-1", "c-10");

	private static final List<ZoneId> ZONES = List.of(ZoneId.of("UTC"), ZoneId.of("Asia/Ho_Chi_Minh"),
			ZoneId.of("Asia/Kathmandu"), ZoneId.of("America/St_Johns"));

	@Property(tries = 60)
	void allNumbersAreThoseOfABruteForceMemory(@ForAll long seed) {
		Random random = new Random(seed);
		MutableClock clock = new MutableClock(START, ZONES.get(random.nextInt(ZONES.size())));
		KeptStatistics kept = new KeptStatistics();
		StatisticsKeeper keeper = new StatisticsKeeper(kept.store(), 1000, clock);
		Map<String, Memory> memories = new HashMap<>();
		ARTICLES.forEach((article) -> memories.put(article, new Memory()));
		int busy = random.nextInt(5);
		for (int i = 0; i < 1200; i++) {
			String article = ARTICLES.get(random.nextInt(ARTICLES.size()));
			happen(random, clock, article, keeper, memories);
			if (random.nextInt(busy * 40 + 5) == 0) {
				clock.advance(Duration.ofMillis((long) Math.exp(random.nextDouble() * 21.5)));
				keeper.forgetOld();
			}
			if (random.nextInt(4) == 0) {
				for (Window window : Window.ALL) {
					assertThat(keeper.visitors(article, window, clock.instant())).as("visitors within %s", window)
						.hasValue(memories.get(article).visitors(window, clock.instant()));
				}
			}
			if (random.nextInt(busy * 10 + 1) == 0) {
				keeper.beforeCommit();
			}
			if (i % 40 == 0) {
				keeper.beforeCommit();
				keeper = random.nextBoolean() ? keeper : new StatisticsKeeper(kept.store(), 1000, clock);
				ZonedDateTime now = ZonedDateTime.now(clock);
				ARTICLES.forEach((each) -> assertThat(new StoredStatistics(kept.store()).find(each, now))
					.contains(memories.get(each).figures(now)));
			}
		}
	}

	private static void happen(Random random, MutableClock clock, String article, StatisticsKeeper keeper,
			Map<String, Memory> memories) {
		Memory memory = memories.get(article);
		switch (random.nextInt(20)) {
			case 0 -> {
				keeper.filtered(article, "duplicate");
				memory.filtered.merge("duplicate", 1L, Long::sum);
			}
			case 1 -> {
				ReactionKind kind = ReactionKind.values()[random.nextInt(5)];
				boolean back = memory.reactions.containsKey(kind.wireName()) && random.nextBoolean();
				keeper.reacted(article, kind, back ? -1 : 1);
				memory.reactions.merge(kind.wireName(), back ? -1L : 1L, Long::sum);
				memory.reactions.values().removeIf((amount) -> amount == 0);
			}
			case 2 -> {
				String channel = "channel-" + random.nextInt(3);
				keeper.shared(article, channel);
				memory.shares.merge(channel, 1L, Long::sum);
			}
			case 3 -> {
				if (random.nextInt(20) == 0) {
					keeper.forgotten(article);
					memories.put(article, new Memory());
				}
			}
			default -> {
				Instant at = clock.instant()
					.minusMillis((long) (Math.pow(random.nextDouble(), 8) * Duration.ofHours(24).toMillis()))
					.plusSeconds(random.nextInt(20) == 0 ? 300 : 0);
				String visitor = "visitor-" + random.nextInt(100);
				keeper.viewed(article, visitor, at);
				memory.visits.add(new Visit(visitor, at));
			}
		}
	}

	private record Visit(String visitor, Instant at) {
	}

	/** Keeps everything, and counts by looking through it. */
	private static final class Memory {

		private final List<Visit> visits = new ArrayList<>();

		private final Map<String, Long> reactions = new TreeMap<>();

		private final Map<String, Long> shares = new TreeMap<>();

		private final Map<String, Long> filtered = new TreeMap<>();

		ArticleFigures figures(ZonedDateTime now) {
			Map<String, Long> views = new HashMap<>();
			Map<String, Long> visitors = new HashMap<>();
			for (Window window : Window.ALL) {
				boolean upToADay = window.length().toHours() <= 24;
				long counted = this.visits.stream()
					.filter(within(window.length(), upToADay ? 5 : 60, now.toInstant()))
					.count();
				views.put(window.name(), counted);
				visitors.put(window.name(), Math.min(counted, visitors(window, now.toInstant())));
			}
			views.put("total", (long) this.visits.size());
			visitors.put("total", visitors((visit) -> true));
			return new ArticleFigures(views, visitors, this.reactions, this.shares, this.filtered, hourly(now));
		}

		long visitors(Window window, Instant now) {
			int pane = Map.of("1h", 5, "24h", 60).getOrDefault(window.name(), 24 * 60);
			return visitors(within(window.length(), pane, now));
		}

		private long visitors(Predicate<Visit> counts) {
			return this.visits.stream().filter(counts).map(Visit::visitor).distinct().count();
		}

		private static Predicate<Visit> within(Duration window, int pane, Instant now) {
			long length = pane * 60_000L;
			long from = now.minus(window).toEpochMilli() / length * length;
			long to = now.toEpochMilli() / length * length + length;
			return (visit) -> visit.at.toEpochMilli() >= from && visit.at.toEpochMilli() < to;
		}

		private List<ArticleFigures.HourlyViews> hourly(ZonedDateTime now) {
			List<ArticleFigures.HourlyViews> hourly = new ArrayList<>();
			for (int back = 24; back >= 0; back--) {
				ZonedDateTime hour = now.truncatedTo(ChronoUnit.HOURS).minusHours(back);
				long views = this.visits.stream()
					.filter((visit) -> !visit.at.isBefore(hour.toInstant())
							&& visit.at.isBefore(hour.plusHours(1).toInstant()))
					.count();
				hourly.add(new ArticleFigures.HourlyViews(hour.toOffsetDateTime(), views));
			}
			return hourly;
		}

	}

}
