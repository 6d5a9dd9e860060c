package io.broadsheet.trending.views;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.trending.boards.Boards;
import io.broadsheet.trending.boards.Placing;
import io.broadsheet.trending.panes.PaneIndex;
import io.broadsheet.trending.trend.TrendSettings;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The articles of one partition, and what readers did with them. Those that somebody read
 * lately are also held as objects, so that all others cost nothing but their place in the
 * store; and of those that are held, only the ones that changed, or whose panes roll out
 * of a window, are looked at again.
 */
final class ActiveArticles {

	private final KeyValueStore<String, Standing> standings;

	private final KeyValueStore<String, byte[]> counts;

	private final Boards boards;

	private final TrendSettings settings;

	private final Map<String, Entry> active = new HashMap<>();

	private final Set<String> touched = new HashSet<>();

	/** Whose counts changed since the last commit. */
	private final Set<String> unsaved = new HashSet<>();

	private final PaneIndex panes;

	/**
	 * Looks after two stores.
	 * @param standings how each article stands
	 * @param counts the counts of each article that was read lately
	 * @param boards takes the places of articles
	 * @param settings what makes an article trend
	 */
	ActiveArticles(KeyValueStore<String, Standing> standings, KeyValueStore<String, byte[]> counts, Boards boards,
			TrendSettings settings) {
		this.standings = standings;
		this.counts = counts;
		this.boards = boards;
		this.settings = settings;
		this.panes = new PaneIndex(Instant.EPOCH);
		try (KeyValueIterator<String, byte[]> all = counts.all()) {
			all.forEachRemaining((stored) -> restore(stored.key, AudienceCounts.of(stored.value, settings)));
		}
	}

	private void restore(String articleId, AudienceCounts stored) {
		this.active.put(articleId, new Entry(this.standings.get(articleId), stored));
		stored.index(this.panes, articleId);
	}

	@Nullable Standing standing(String articleId) {
		@Nullable Entry entry = this.active.get(articleId);
		return (entry != null) ? entry.standing : this.standings.get(articleId);
	}

	/**
	 * Notes how an article stands now.
	 * @param articleId the article
	 * @param standing how it stands
	 * @return whether that may change a list
	 */
	boolean stands(String articleId, Standing standing) {
		this.standings.put(articleId, standing);
		@Nullable Entry entry = this.active.get(articleId);
		if (entry == null) {
			return false;
		}
		entry.standing = standing;
		this.touched.add(articleId);
		return true;
	}

	/**
	 * Forgets an article with all that was counted.
	 * @param articleId the article
	 * @return whether that may change a list
	 */
	boolean forget(String articleId) {
		this.standings.delete(articleId);
		this.unsaved.add(articleId);
		this.touched.add(articleId);
		return this.active.remove(articleId) != null;
	}

	/**
	 * Counts something.
	 * @param articleId an article whose standing is known
	 * @param at when it happened
	 * @param change counts it, and tells whether that may be the first in one of its
	 * panes
	 */
	void count(String articleId, Instant at, Predicate<AudienceCounts> change) {
		Entry entry = this.active.computeIfAbsent(articleId,
				(id) -> new Entry(this.standings.get(id), new AudienceCounts(this.settings)));
		if (change.test(entry.counts)) {
			this.panes.add(at, articleId);
		}
		if (!entry.changed) {
			entry.changed = true;
			this.unsaved.add(articleId);
		}
		this.touched.add(articleId);
	}

	/**
	 * Whether an article has changed since the places were last given.
	 * @return false if all have the places that they had
	 */
	boolean isTouched() {
		return !this.touched.isEmpty();
	}

	/**
	 * Lets the windows end now, and gives the articles that changed their places.
	 * @param now the moment to look back from
	 */
	void refresh(Instant now) {
		for (String articleId : this.panes.roll(now)) {
			@Nullable Entry entry = this.active.get(articleId);
			if (entry != null) {
				dropOld(articleId, entry, now);
				this.touched.add(articleId);
			}
		}
		for (String articleId : this.touched) {
			this.boards.place(articleId, placing(this.active.get(articleId), now), now);
		}
		this.touched.clear();
	}

	private void dropOld(String articleId, Entry entry, Instant now) {
		if (!entry.counts.dropOld(now)) {
			return;
		}
		this.unsaved.add(articleId);
		if (entry.counts.isEmpty()) {
			this.active.remove(articleId);
		}
	}

	/**
	 * Writes the counts that changed since the last commit.
	 */
	void save() {
		for (String articleId : this.unsaved) {
			@Nullable Entry entry = this.active.get(articleId);
			this.counts.put(articleId, (entry != null) ? entry.counts.toBytes() : null);
			if (entry != null) {
				entry.changed = false;
			}
		}
		this.unsaved.clear();
	}

	private static Placing placing(@Nullable Entry entry, Instant now) {
		@Nullable ArticleCard card = (entry != null) ? entry.standing.card() : null;
		if (entry == null || card == null || !entry.standing.rankable()) {
			return Placing.NOWHERE;
		}
		Placing placing = new Placing(entry.standing.scopes());
		entry.counts.place(placing, card, now);
		return placing;
	}

	private static final class Entry {

		private final AudienceCounts counts;

		private Standing standing;

		/** Since the last commit. */
		private boolean changed;

		Entry(@Nullable Standing standing, AudienceCounts counts) {
			this.standing = (standing != null) ? standing : Standing.WITHDRAWN;
			this.counts = counts;
		}

	}

}
