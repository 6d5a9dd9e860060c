package io.broadsheet.trending.views;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.broadsheet.events.ArticleViewed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The views that came before their article did. Each is kept under the offset of its
 * record, so in the order in which they came.
 */
final class WaitingViews {

	private final KeyValueStore<Long, Waiting> store;

	private final int limit;

	private final TreeMap<Long, Instant> since = new TreeMap<>();

	private final Map<String, Deque<Long>> byArticle = new HashMap<>();

	/**
	 * Looks after a store.
	 * @param store the waiting views by offset
	 * @param limit how many may wait
	 */
	WaitingViews(KeyValueStore<Long, Waiting> store, int limit) {
		this.store = store;
		this.limit = limit;
		try (KeyValueIterator<Long, Waiting> all = store.all()) {
			all.forEachRemaining((entry) -> index(entry.key, entry.value));
		}
	}

	/**
	 * Lets a view wait.
	 * @param offset where its record stands
	 * @param view the view
	 * @param now when it came
	 * @return false if too many are waiting already
	 */
	boolean add(long offset, ArticleViewed view, Instant now) {
		if (this.since.size() >= this.limit) {
			return false;
		}
		Waiting waiting = new Waiting(view, now);
		this.store.put(offset, waiting);
		index(offset, waiting);
		return true;
	}

	/**
	 * Ends the waiting for an article.
	 * @param articleId the article, which came
	 * @return the views that waited for it, in the order in which they came
	 */
	List<ArticleViewed> release(String articleId) {
		List<ArticleViewed> views = new ArrayList<>();
		@Nullable Deque<Long> offsets = this.byArticle.remove(articleId);
		if (offsets != null) {
			for (long offset : offsets) {
				views.add(this.store.delete(offset).view());
				this.since.remove(offset);
			}
		}
		return views;
	}

	/**
	 * Gives up on the views that came before a moment.
	 * @param earliest the moment
	 * @return the articles that they waited for, one for each view
	 */
	List<String> giveUpBefore(Instant earliest) {
		List<String> given = new ArrayList<>();
		while (!this.since.isEmpty() && this.since.firstEntry().getValue().isBefore(earliest)) {
			long offset = this.since.pollFirstEntry().getKey();
			String articleId = this.store.delete(offset).view().articleId();
			this.byArticle.computeIfPresent(articleId, (id, offsets) -> withoutFirst(offsets));
			given.add(articleId);
		}
		return given;
	}

	private static @Nullable Deque<Long> withoutFirst(Deque<Long> offsets) {
		offsets.removeFirst();
		return offsets.isEmpty() ? null : offsets;
	}

	private void index(long offset, Waiting waiting) {
		this.since.put(offset, waiting.since());
		this.byArticle.computeIfAbsent(waiting.view().articleId(), (id) -> new ArrayDeque<>()).add(offset);
	}

	/**
	 * A view that waits.
	 *
	 * @param view the view
	 * @param since when it came, by the wall clock
	 */
	record Waiting(ArticleViewed view, Instant since) {
	}

}
