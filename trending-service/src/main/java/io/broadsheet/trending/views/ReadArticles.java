package io.broadsheet.trending.views;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.trending.panes.Pane;
import io.broadsheet.trending.panes.PaneCounts;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.Candidate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The articles of one partition, and how often they were read. Those that were read
 * lately are also held as objects, so that all others cost nothing but their place in the
 * store.
 */
final class ReadArticles {

	private final KeyValueStore<String, Standing> standings;

	private final KeyValueStore<String, byte[]> panes;

	private final Map<String, Entry> active = new HashMap<>();

	/**
	 * Looks after two stores.
	 * @param standings how each article stands
	 * @param panes the counts of each article that was read lately
	 */
	ReadArticles(KeyValueStore<String, Standing> standings, KeyValueStore<String, byte[]> panes) {
		this.standings = standings;
		this.panes = panes;
		try (KeyValueIterator<String, byte[]> all = panes.all()) {
			all.forEachRemaining((counts) -> this.active.put(counts.key,
					new Entry(standings.get(counts.key), PaneCounts.of(counts.value))));
		}
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
		return true;
	}

	/**
	 * Forgets an article with all that was counted.
	 * @param articleId the article
	 * @return whether that may change a list
	 */
	boolean forget(String articleId) {
		this.standings.delete(articleId);
		this.panes.delete(articleId);
		return this.active.remove(articleId) != null;
	}

	/**
	 * Counts a view.
	 * @param articleId an article whose standing is known
	 * @param at when it was viewed
	 */
	void count(String articleId, Instant at) {
		Entry entry = this.active.computeIfAbsent(articleId,
				(id) -> new Entry(this.standings.get(id), new PaneCounts()));
		entry.counts.add(Pane.of(at));
		this.panes.put(articleId, entry.counts.toBytes());
	}

	/**
	 * Forgets what no window counts any more.
	 * @param first the first pane to keep
	 */
	void dropBefore(int first) {
		for (Iterator<Map.Entry<String, Entry>> entries = this.active.entrySet().iterator(); entries.hasNext();) {
			Map.Entry<String, Entry> entry = entries.next();
			PaneCounts counts = entry.getValue().counts;
			if (counts.dropBefore(first)) {
				this.panes.put(entry.getKey(), counts.isEmpty() ? null : counts.toBytes());
			}
			if (counts.isEmpty()) {
				entries.remove();
			}
		}
	}

	/**
	 * The articles that may stand in lists.
	 * @param window how far back views count
	 * @param now the moment to look back from
	 * @return those that were viewed within the window
	 */
	Stream<Candidate> mostViewed(Window window, Instant now) {
		int first = window.firstPane(now);
		int last = window.lastPane(now);
		return this.active.values()
			.stream()
			.filter((entry) -> entry.standing.rankable())
			.map((entry) -> entry.candidate(entry.counts.sum(first, last)))
			.filter((candidate) -> candidate.views() > 0);
	}

	private static final class Entry {

		private final PaneCounts counts;

		private Standing standing;

		Entry(@Nullable Standing standing, PaneCounts counts) {
			this.standing = (standing != null) ? standing : Standing.WITHDRAWN;
			this.counts = counts;
		}

		Candidate candidate(long views) {
			@Nullable ArticleCard card = this.standing.card();
			if (card == null) {
				throw new IllegalStateException("A withdrawn article is no candidate");
			}
			return new Candidate(views, views, card);
		}

	}

}
