package io.broadsheet.trending.ranking;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.RankingChanged;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one copy of each card: an article stands in dozens of lists, each of which is
 * read with cards of its own. Not for several threads at once.
 */
public final class SharedCards {

	private final Map<ArticleCard, WeakReference<ArticleCard>> cards = new WeakHashMap<>();

	/**
	 * Replaces a list's cards by the copies that are there already.
	 * @param ranking a list
	 * @return the same list
	 */
	public RankingChanged share(RankingChanged ranking) {
		return new RankingChanged(ranking.list(), ranking.window(), ranking.section(), ranking.tag(),
				ranking.language(), ranking.generatedAt(), ranking.windowStart(), ranking.windowEnd(),
				ranking.inputLagSeconds(), ranking.items().stream().map(this::share).toList(),
				ranking.further().stream().map(this::share).toList());
	}

	private RankingChanged.Item share(RankingChanged.Item item) {
		return new RankingChanged.Item(item.rank(), item.previousRank(), item.score(), item.views(), item.visitors(),
				share(item.article()));
	}

	private RankingChanged.Further share(RankingChanged.Further further) {
		return new RankingChanged.Further(further.score(), further.views(), further.visitors(),
				share(further.article()));
	}

	private ArticleCard share(ArticleCard card) {
		@Nullable WeakReference<ArticleCard> reference = this.cards.get(card);
		@Nullable ArticleCard same = (reference != null) ? reference.get() : null;
		if (same != null) {
			return same;
		}
		this.cards.put(card, new WeakReference<>(card));
		return card;
	}

}
