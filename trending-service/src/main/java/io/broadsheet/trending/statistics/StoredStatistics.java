package io.broadsheet.trending.statistics;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.broadsheet.trending.panes.Window;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads the statistics of articles out of a partition's store, while the store is being
 * written.
 */
public final class StoredStatistics {

	/** The name of the store, whose keys lie in the partitions of their articles. */
	public static final String STORE = "statistics";

	private static final String TOTAL = "total";

	private static final int TRIES = 100;

	/**
	 * Nanoseconds; adding up takes about as long, unless its thread has to wait for a
	 * core.
	 */
	private static final long PAUSE = 100_000;

	private final ReadOnlyKeyValueStore<String, byte[]> store;

	private final StoredVisitors visitors;

	/**
	 * Reads a store.
	 * @param store that of the partition which has the articles
	 */
	public StoredStatistics(ReadOnlyKeyValueStore<String, byte[]> store) {
		this.store = store;
		this.visitors = new StoredVisitors(store);
	}

	/**
	 * Reads the statistics of an article.
	 * @param articleId the article, which need not be known
	 * @param now the moment to look back from, in the publisher's zone
	 * @return its statistics, or nothing if they are being changed each time that one
	 * looks
	 */
	public Optional<ArticleFigures> find(String articleId, ZonedDateTime now) {
		for (int i = 0; i < TRIES; i++) {
			Journal before = journal(articleId);
			if (!before.isBeingAddedUp()) {
				ArticleFigures figures = read(articleId, before.deeds(), now);
				if (journal(articleId).version() == before.version()) {
					return Optional.of(figures);
				}
			}
			LockSupport.parkNanos(PAUSE);
		}
		return Optional.empty();
	}

	private Journal journal(String articleId) {
		return Journal.of(this.store.get(StatisticsKeys.journal(articleId)));
	}

	private ArticleFigures read(String articleId, List<Deed> deeds, ZonedDateTime now) {
		Counts counts = Counts.of(this.store.get(StatisticsKeys.counts(articleId)));
		deeds.forEach(counts::add);
		pastOfStranger(articleId, now.toInstant()).forEach(counts::add);
		Map<String, Long> views = new LinkedHashMap<>();
		Map<String, Long> visitors = new LinkedHashMap<>();
		for (Window window : Window.ALL) {
			long count = counts.views(window, now.toInstant());
			views.put(window.name(), count);
			visitors.put(window.name(),
					Math.min(count, this.visitors.within(articleId, deeds, window, now.toInstant()).estimate()));
		}
		views.put(TOTAL, counts.views());
		visitors.put(TOTAL, Math.min(counts.views(), this.visitors.everyone(articleId, deeds).estimate()));
		return new ArticleFigures(Collections.unmodifiableMap(views), Collections.unmodifiableMap(visitors),
				counts.tally(Tally.REACTIONS), counts.tally(Tally.SHARES), counts.tally(Tally.FILTERED),
				hourly(counts, now));
	}

	/** What happened before the article was known, and is not in its journal yet. */
	private List<Deed> pastOfStranger(String articleId, Instant now) {
		if (this.store.get(StatisticsKeys.journal(articleId)) != null) {
			return List.of();
		}
		return Grain.STRANGERS.keys(articleId, Grain.STRANGERS.firstKept(now), Grain.STRANGERS.pane(now))
			.stream()
			.flatMap((key) -> Counts.of(this.store.get(key)).deeds(Tally.FILTERED))
			.toList();
	}

	private static List<ArticleFigures.HourlyViews> hourly(Counts counts, ZonedDateTime now) {
		List<ArticleFigures.HourlyViews> hourly = new ArrayList<>();
		ZonedDateTime hour = now.minusHours(24).truncatedTo(ChronoUnit.HOURS);
		while (!hour.isAfter(now)) {
			ZonedDateTime next = hour.plusHours(1);
			hourly.add(new ArticleFigures.HourlyViews(hour.toOffsetDateTime(),
					counts.views(hour.toInstant(), next.toInstant())));
			hour = next;
		}
		return List.copyOf(hourly);
	}

}
