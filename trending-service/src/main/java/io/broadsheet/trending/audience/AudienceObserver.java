package io.broadsheet.trending.audience;

import java.time.Instant;
import java.util.OptionalLong;

import io.broadsheet.events.ReactionKind;
import io.broadsheet.trending.panes.Window;

/**
 * Learns what readers of one partition's articles did. Called on the thread of the task,
 * within its transaction: what an observer writes into its stores is committed together
 * with what was counted, so each call takes effect exactly once. Times lie within what
 * the settings of views allow, never in year 9999.
 */
public interface AudienceObserver {

	/**
	 * A view counts.
	 * @param articleId an article that is known and not withdrawn
	 * @param visitor the keyed hash of whoever it was
	 * @param at when it happened, which need not be later than what was told before
	 */
	void viewed(String articleId, String visitor, Instant at);

	/**
	 * A view, reaction or share does not count.
	 * @param articleId the article, which need not exist
	 * @param reason why, such as {@code duplicate}, {@code unknown-article},
	 * {@code withdrawn}, {@code too-old} or {@code in-future}
	 */
	void filtered(String articleId, String reason);

	/**
	 * The number of an article's reactions changed.
	 * @param articleId an article that is known and not withdrawn
	 * @param kind the kind of reaction
	 * @param change 1 for one that was given, -1 for one that was taken back
	 */
	void reacted(String articleId, ReactionKind kind, int change);

	/**
	 * A share counts.
	 * @param articleId an article that is known and not withdrawn
	 * @param channel where to
	 */
	void shared(String articleId, String channel);

	/**
	 * How many different readers viewed an article.
	 * @param articleId an article
	 * @param window how far back
	 * @param now the moment to look back from
	 * @return their number, which may be an estimate; nothing if this observer does not
	 * tell them apart
	 */
	default OptionalLong visitors(String articleId, Window window, Instant now) {
		return OptionalLong.empty();
	}

	/**
	 * All that was told since the last commit is about to be committed. What changes with
	 * each view can be written into a store now, once.
	 */
	default void beforeCommit() {
	}

	/**
	 * An article was purged: nothing may be remembered of it.
	 * @param articleId the article
	 */
	void forgotten(String articleId);

}
