package io.broadsheet.trending.statistics;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.broadsheet.events.ReactionKind;
import io.broadsheet.trending.audience.AudienceObserver;
import io.broadsheet.trending.panes.Panes;
import io.broadsheet.trending.panes.Window;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the statistics of one partition's articles. All that it knows is in its store:
 * what is done to an article is written into its journal, and a full journal is added up
 * into the article's counts and sketches.
 */
final class StatisticsKeeper implements AudienceObserver {

	/** What can't be said of an article that nobody knows. */
	private static final Set<String> REASONS_OF_KNOWN = Set.of("duplicate", "outdated", "withdrawn");

	/** With sketches of all windows that is 16 MiB at the most. */
	private static final int MOST_SKETCHED = 2_000;

	private final KeyValueStore<String, byte[]> store;

	private final RankedVisitors ranked = new RankedVisitors(MOST_SKETCHED);

	private final int mostStrangers;

	private final Clock clock;

	private int strangers;

	private int tidiedIn;

	/**
	 * Looks after a store.
	 * @param store the statistics of the partition's articles
	 * @param mostStrangers for how many articles that nobody knows yet to count what was
	 * done to them
	 * @param clock tells now
	 */
	StatisticsKeeper(KeyValueStore<String, byte[]> store, int mostStrangers, Clock clock) {
		this.store = store;
		this.mostStrangers = mostStrangers;
		this.clock = clock;
		this.strangers = keysBefore(Grain.STRANGERS, Integer.MAX_VALUE).size();
	}

	@Override
	public void viewed(String articleId, String visitor, Instant at) {
		Deed.View view = new Deed.View(Panes.FIVE_MINUTES.at(at), VisitorSketch.token(visitor));
		note(articleId, view);
		this.ranked.viewed(articleId, view);
	}

	@Override
	public OptionalLong visitors(String articleId, Window window, Instant now) {
		return OptionalLong.of(this.ranked.count(articleId, window, now, () -> storedVisitors(articleId, window, now)));
	}

	private VisitorSketch storedVisitors(String articleId, Window window, Instant now) {
		Journal journal = Journal.of(this.store.get(StatisticsKeys.journal(articleId)));
		return new StoredVisitors(this.store).within(articleId, journal.deeds(), window, now);
	}

	@Override
	public void filtered(String articleId, String reason) {
		Deed deed = new Deed.Tallied(Tally.FILTERED, reason, 1);
		boolean known = REASONS_OF_KNOWN.contains(reason) || this.store.get(StatisticsKeys.journal(articleId)) != null;
		if (known) {
			note(articleId, deed);
		}
		else {
			noteOfStranger(articleId, deed);
		}
	}

	@Override
	public void reacted(String articleId, ReactionKind kind, int change) {
		note(articleId, new Deed.Tallied(Tally.REACTIONS, kind.wireName(), change));
	}

	@Override
	public void shared(String articleId, String channel) {
		note(articleId, new Deed.Tallied(Tally.SHARES, channel, 1));
	}

	@Override
	public void forgotten(String articleId) {
		this.ranked.forget(articleId);
		Instant now = this.clock.instant();
		List<String> keys = new ArrayList<>(List.of(StatisticsKeys.journal(articleId), StatisticsKeys.counts(articleId),
				StatisticsKeys.everyone(articleId)));
		for (Grain grain : Grain.values()) {
			keys.addAll(grain.keys(articleId, grain.firstKept(now) - 1, grain.pane(now) + 1));
		}
		keys.forEach(this::delete);
	}

	/**
	 * Forgets the panes that nobody asks about any more, if a new one has begun since.
	 */
	void forgetOld() {
		Instant now = this.clock.instant();
		if (Panes.FIVE_MINUTES.at(now) == this.tidiedIn) {
			return;
		}
		this.tidiedIn = Panes.FIVE_MINUTES.at(now);
		this.ranked.forgetOld(now);
		for (Grain grain : Grain.values()) {
			for (String key : keysBefore(grain, grain.firstKept(now))) {
				delete(key);
				if (grain == Grain.DAYS) {
					shrink(Grain.articleId(key), now);
				}
			}
		}
	}

	private void note(String articleId, Deed deed) {
		String key = StatisticsKeys.journal(articleId);
		byte[] stored = this.store.get(key);
		Journal journal = Journal.of(stored);
		if (stored == null) {
			journal = withPastOfStranger(journal, articleId);
		}
		journal = journal.with(deed);
		this.store.put(key, journal.toBytes());
		if (journal.isFull()) {
			addUp(articleId, journal);
		}
	}

	private void noteOfStranger(String articleId, Deed deed) {
		String key = Grain.STRANGERS.key(Grain.STRANGERS.pane(this.clock.instant()), articleId);
		byte[] stored = this.store.get(key);
		if (stored == null && this.strangers >= this.mostStrangers) {
			return;
		}
		this.strangers += (stored == null) ? 1 : 0;
		Counts counts = Counts.of(stored);
		counts.add(deed);
		this.store.put(key, counts.toBytes());
	}

	/** What was noted before the article became known. */
	private Journal withPastOfStranger(Journal journal, String articleId) {
		Instant now = this.clock.instant();
		Journal result = journal;
		for (String key : Grain.STRANGERS.keys(articleId, Grain.STRANGERS.firstKept(now), Grain.STRANGERS.pane(now))) {
			for (Deed deed : Counts.of(this.store.get(key)).deeds(Tally.FILTERED).toList()) {
				result = result.with(deed);
			}
			delete(key);
		}
		return result;
	}

	/**
	 * All of it happens within one transaction. The journal's version tells who reads
	 * meanwhile that it does.
	 */
	private void addUp(String articleId, Journal journal) {
		Instant now = this.clock.instant();
		this.store.put(StatisticsKeys.journal(articleId), journal.beingAddedUp().toBytes());
		Counts counts = Counts.of(this.store.get(StatisticsKeys.counts(articleId)));
		Map<String, VisitorSketch> sketches = new HashMap<>();
		for (Deed deed : journal.deeds()) {
			counts.add(deed);
			if (deed instanceof Deed.View view) {
				sketch(sketches, StatisticsKeys.everyone(articleId)).add(view.token());
				for (Grain grain : Grain.OF_VISITORS) {
					int pane = grain.pane(view.start());
					if (pane >= grain.firstKept(now)) {
						sketch(sketches, grain.key(pane, articleId)).add(view.token());
					}
				}
			}
		}
		counts.forgetOld(now);
		this.store.put(StatisticsKeys.counts(articleId), counts.toBytes());
		sketches.forEach((key, sketch) -> this.store.put(key, sketch.toBytes()));
		this.store.put(StatisticsKeys.journal(articleId), journal.addedUp().toBytes());
	}

	private VisitorSketch sketch(Map<String, VisitorSketch> sketches, String key) {
		return sketches.computeIfAbsent(key, (sketched) -> VisitorSketch.of(this.store.get(sketched)));
	}

	private void shrink(String articleId, Instant now) {
		byte[] stored = this.store.get(StatisticsKeys.counts(articleId));
		if (stored != null) {
			Counts counts = Counts.of(stored);
			counts.forgetOld(now);
			this.store.put(StatisticsKeys.counts(articleId), counts.toBytes());
		}
	}

	private void delete(String key) {
		if (this.store.delete(key) != null && Grain.STRANGERS.holds(key)) {
			this.strangers--;
		}
	}

	private List<String> keysBefore(Grain grain, int pane) {
		List<String> keys = new ArrayList<>();
		try (KeyValueIterator<String, byte[]> old = this.store.range(grain.key(0, ""), grain.key(pane, ""))) {
			old.forEachRemaining((entry) -> keys.add(entry.key));
		}
		return keys;
	}

}
