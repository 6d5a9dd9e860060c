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
import org.jspecify.annotations.Nullable;

/**
 * Keeps the statistics of one partition's articles. All that it knows is in its store at
 * each commit: what was done to an article since the last one is written into its
 * journal, and a full journal is added up into the article's counts and sketches.
 */
final class StatisticsKeeper implements AudienceObserver {

	/** What can't be said of an article that nobody knows. */
	private static final Set<String> REASONS_OF_KNOWN = Set.of("duplicate", "outdated", "withdrawn");

	/** With sketches of all windows that is 16 MiB at the most. */
	private static final int MOST_SKETCHED = 2_000;

	private final KeyValueStore<String, byte[]> store;

	private final RankedVisitors ranked = new RankedVisitors(MOST_SKETCHED);

	/** What was done to each article since the last commit. */
	private final Map<String, List<Deed>> noted = new HashMap<>();

	/** The same of articles that nobody knows, as it will be stored. */
	private final Map<String, Counts> notedOfStrangers = new HashMap<>();

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
		return new StoredVisitors(this.store).within(articleId, deeds(journal, articleId), window, now);
	}

	@Override
	public void filtered(String articleId, String reason) {
		Deed deed = new Deed.Tallied(Tally.FILTERED, reason, 1);
		if (REASONS_OF_KNOWN.contains(reason) || isKnown(articleId)) {
			note(articleId, deed);
		}
		else {
			noteOfStranger(articleId, deed);
		}
	}

	private boolean isKnown(String articleId) {
		return this.noted.containsKey(articleId) || this.store.get(StatisticsKeys.journal(articleId)) != null;
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
		this.noted.remove(articleId);
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
		this.noted.computeIfAbsent(articleId, (id) -> new ArrayList<>()).add(deed);
	}

	private void noteOfStranger(String articleId, Deed deed) {
		String key = Grain.STRANGERS.key(Grain.STRANGERS.pane(this.clock.instant()), articleId);
		@Nullable Counts counts = this.notedOfStrangers.get(key);
		if (counts == null) {
			byte @Nullable [] stored = this.store.get(key);
			if (stored == null && this.strangers >= this.mostStrangers) {
				return;
			}
			this.strangers += (stored == null) ? 1 : 0;
			counts = Counts.of(stored);
			this.notedOfStrangers.put(key, counts);
		}
		counts.add(deed);
	}

	@Override
	public void beforeCommit() {
		this.notedOfStrangers.forEach((key, counts) -> this.store.put(key, counts.toBytes()));
		this.notedOfStrangers.clear();
		this.noted.keySet().forEach(this::write);
		this.noted.clear();
	}

	private void write(String articleId) {
		String key = StatisticsKeys.journal(articleId);
		byte @Nullable [] stored = this.store.get(key);
		Journal before = (stored != null) ? Journal.of(stored) : pastOfStranger(articleId);
		Journal journal = before.with(this.noted.getOrDefault(articleId, List.of()));
		if (journal.isFull()) {
			addUp(articleId, before, deeds(before, articleId));
		}
		else {
			this.store.put(key, journal.toBytes());
		}
	}

	/** What was noted before the article became known. */
	private Journal pastOfStranger(String articleId) {
		Instant now = this.clock.instant();
		List<Deed> past = new ArrayList<>();
		for (String key : Grain.STRANGERS.keys(articleId, Grain.STRANGERS.firstKept(now), Grain.STRANGERS.pane(now))) {
			Counts.of(this.store.get(key)).deeds(Tally.FILTERED).forEach(past::add);
			delete(key);
		}
		return Journal.of(null).with(past);
	}

	/** Those of a journal, and those that are to be written into it. */
	private List<Deed> deeds(Journal journal, String articleId) {
		List<Deed> deeds = new ArrayList<>(journal.deeds());
		deeds.addAll(this.noted.getOrDefault(articleId, List.of()));
		return deeds;
	}

	/**
	 * All of it happens within one transaction. The journal's version tells who reads
	 * meanwhile that it does.
	 */
	private void addUp(String articleId, Journal journal, List<Deed> deeds) {
		Instant now = this.clock.instant();
		Counts counts = Counts.of(this.store.get(StatisticsKeys.counts(articleId)));
		VisitorSketch everyone = sketch(StatisticsKeys.everyone(articleId));
		Map<PaneOfGrain, VisitorSketch> sketches = new HashMap<>();
		for (Deed deed : deeds) {
			counts.add(deed);
			if (deed instanceof Deed.View view) {
				everyone.add(view.token());
				for (Grain grain : Grain.OF_VISITORS) {
					int pane = grain.pane(view.start());
					if (pane >= grain.firstKept(now)) {
						sketches.computeIfAbsent(new PaneOfGrain(grain, pane), (own) -> sketch(own.key(articleId)))
							.add(view.token());
					}
				}
			}
		}
		counts.forgetOld(now);
		this.store.put(StatisticsKeys.journal(articleId), journal.beingAddedUp().toBytes());
		this.store.put(StatisticsKeys.counts(articleId), counts.toBytes());
		if (deeds.stream().anyMatch(Deed.View.class::isInstance)) {
			this.store.put(StatisticsKeys.everyone(articleId), everyone.toBytes());
		}
		sketches.forEach((pane, sketch) -> this.store.put(pane.key(articleId), sketch.toBytes()));
		this.store.put(StatisticsKeys.journal(articleId), journal.addedUp().toBytes());
	}

	private VisitorSketch sketch(String key) {
		return VisitorSketch.of(this.store.get(key));
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
		boolean wasThere = this.store.delete(key) != null | this.notedOfStrangers.remove(key) != null;
		if (wasThere && Grain.STRANGERS.holds(key)) {
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

	/** A pane in which visitors are told apart. */
	private record PaneOfGrain(Grain grain, int pane) {

		String key(String articleId) {
			return this.grain.key(this.pane, articleId);
		}

	}

}
