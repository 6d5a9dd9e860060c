package io.broadsheet.trending.ranking;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

import io.broadsheet.trending.panes.Window;
import org.jspecify.annotations.Nullable;

/**
 * When articles grow too old for those who ask for what was published lately.
 */
public final class Agings {

	private final PriorityQueue<Aging> next = new PriorityQueue<>(Comparator.comparing(Aging::at));

	/** The one that waits for each article; others of it were overtaken. */
	private final Map<String, Aging> waiting = new HashMap<>();

	/**
	 * Watches an article.
	 * @param articleId the article
	 * @param publishedAt when it was published
	 * @param now the moment to look ahead from
	 */
	public void watch(String articleId, Instant publishedAt, Instant now) {
		@Nullable Aging before = this.waiting.get(articleId);
		if (before != null && before.publishedAt.equals(publishedAt)) {
			return;
		}
		Window.ALL.stream()
			.map((window) -> publishedAt.plus(window.length()).plusMillis(1))
			.filter((at) -> at.isAfter(now))
			.findFirst()
			.ifPresentOrElse((at) -> watch(new Aging(at, articleId, publishedAt)),
					() -> this.waiting.remove(articleId));
	}

	private void watch(Aging aging) {
		this.waiting.put(aging.articleId, aging);
		this.next.add(aging);
	}

	/**
	 * Watches an article no more.
	 * @param articleId the article
	 */
	void forget(String articleId) {
		this.waiting.remove(articleId);
	}

	/**
	 * Whether any article has grown older than a window.
	 * @param now the moment to look back from
	 * @return true if {@link #due(Instant)} may name some
	 */
	public boolean isDue(Instant now) {
		return !this.next.isEmpty() && !this.next.peek().at.isAfter(now);
	}

	/**
	 * The articles that have grown older than a window since last asked.
	 * @param now the moment to look back from
	 * @return their ids
	 */
	public Set<String> due(Instant now) {
		Set<String> due = new HashSet<>();
		while (isDue(now)) {
			Aging aging = this.next.remove();
			if (this.waiting.remove(aging.articleId, aging)) {
				due.add(aging.articleId);
				watch(aging.articleId, aging.publishedAt, now);
			}
		}
		return due;
	}

	private record Aging(Instant at, String articleId, Instant publishedAt) {
	}

}
