package io.broadsheet.trending.views;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.trending.boards.Placing;
import io.broadsheet.trending.panes.PaneIndex;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.panes.WindowCounts;
import io.broadsheet.trending.ranking.Candidate;
import io.broadsheet.trending.ranking.Ranking;
import io.broadsheet.trending.reactions.ReactionChange;
import io.broadsheet.trending.trend.Trend;
import io.broadsheet.trending.trend.TrendSettings;

/**
 * What readers did with an article.
 */
final class AudienceCounts {

	private final TrendSettings settings;

	private final WindowCounts views;

	private final WindowCounts reactions;

	private final WindowCounts shares;

	/** Of what can't be taken back. */
	private final Trend lasting;

	/** Of reactions. */
	private Trend revocable;

	/**
	 * Nothing yet.
	 * @param settings what makes an article trend
	 */
	AudienceCounts(TrendSettings settings) {
		this(settings, new WindowCounts(), new WindowCounts(), new WindowCounts(), new Trend(settings.halfLife()),
				new Trend(settings.halfLife()));
	}

	private AudienceCounts(TrendSettings settings, WindowCounts views, WindowCounts reactions, WindowCounts shares,
			Trend lasting, Trend revocable) {
		this.settings = settings;
		this.views = views;
		this.reactions = reactions;
		this.shares = shares;
		this.lasting = lasting;
		this.revocable = revocable;
	}

	/**
	 * Reads counts back.
	 * @param bytes what {@link #toBytes()} gave
	 * @param settings what makes an article trend
	 * @return the same counts
	 */
	static AudienceCounts of(byte[] bytes, TrendSettings settings) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		return new AudienceCounts(settings, WindowCounts.read(buffer), WindowCounts.read(buffer),
				WindowCounts.read(buffer), Trend.read(buffer, settings.halfLife()),
				Trend.read(buffer, settings.halfLife()));
	}

	/**
	 * Counts a view.
	 * @param at when it happened
	 * @return whether it is the first in one of its panes
	 */
	boolean viewed(Instant at) {
		this.lasting.add(this.settings.view(), at);
		return this.views.add(at, 1);
	}

	/**
	 * Counts a share.
	 * @param at when it happened
	 * @return whether it is the first in one of its panes
	 */
	boolean shared(Instant at) {
		this.lasting.add(this.settings.share(), at);
		return this.shares.add(at, 1);
	}

	/**
	 * Counts a reaction, or no longer counts it.
	 * @param change what changed
	 * @param standing asks when each of the reactions that stand since was given
	 * @return whether it may be the first in one of its panes
	 */
	boolean reacted(ReactionChange change, Supplier<List<Instant>> standing) {
		if (change.after() != null) {
			this.reactions.add(change.after(), 1);
			this.revocable.add(this.settings.reaction(), change.after());
		}
		if (change.before() != null) {
			this.reactions.add(change.before(), -1);
			if (!this.revocable.takeBack(this.settings.reaction(), change.before())) {
				this.revocable = new Trend(this.settings.halfLife());
				standing.get().forEach((at) -> this.revocable.add(this.settings.reaction(), at));
			}
		}
		return true;
	}

	/**
	 * Gives the article its places.
	 * @param placing takes them
	 * @param card the article's card
	 * @param now the moment to look back from
	 */
	void place(Placing placing, ArticleCard card, Instant now) {
		double trending = this.lasting.plus(this.revocable).score();
		for (Window window : Window.ALL) {
			long viewed = this.views.count(window, now);
			long reacted = this.reactions.count(window, now);
			long shared = this.shares.count(window, now);
			if (viewed > 0) {
				placing.add(Ranking.MOST_VIEWED, window, new Candidate(viewed, viewed, card));
			}
			if (viewed + reacted + shared >= this.settings.minSupport() && Double.isFinite(trending)) {
				placing.add(Ranking.TRENDING, window, new Candidate(trending, viewed, card));
			}
			if (reacted > 0) {
				placing.add(Ranking.MOST_REACTED, window, new Candidate(reacted, viewed, card));
			}
			if (shared > 0) {
				placing.add(Ranking.MOST_SHARED, window, new Candidate(shared, viewed, card));
			}
		}
	}

	void index(PaneIndex index, String articleId) {
		all().forEach((counts) -> counts.index(index, articleId));
	}

	boolean dropOld(Instant now) {
		return all().filter((counts) -> counts.dropOld(now)).count() > 0;
	}

	boolean isEmpty() {
		return all().allMatch(WindowCounts::isEmpty);
	}

	/**
	 * The counts as they are stored.
	 * @return what {@link #of(byte[], TrendSettings)} reads
	 */
	byte[] toBytes() {
		int longest = this.views.longest() + this.reactions.longest() + this.shares.longest() + 2 * Trend.BYTES;
		ByteBuffer buffer = ByteBuffer.allocate(longest);
		all().forEach((counts) -> counts.write(buffer));
		this.lasting.write(buffer);
		this.revocable.write(buffer);
		return Arrays.copyOf(buffer.array(), buffer.position());
	}

	private Stream<WindowCounts> all() {
		return Stream.of(this.views, this.reactions, this.shares);
	}

}
