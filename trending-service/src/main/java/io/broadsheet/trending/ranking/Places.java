package io.broadsheet.trending.ranking;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.trend.Trend;
import org.jspecify.annotations.Nullable;

/**
 * Turns a selection into what readers of a list see.
 */
final class Places {

	private final Duration halfLife;

	/**
	 * Creates it.
	 * @param halfLife that of trending articles' scores
	 */
	Places(Duration halfLife) {
		this.halfLife = halfLife;
	}

	/**
	 * The event that tells a list.
	 * @param told the list
	 * @param now when it was made, in the publisher's zone
	 * @param selection what stands in it
	 * @param before the list as it was told before; null if it was not
	 * @param lag how far the input was behind, in seconds
	 * @return the event
	 */
	RankingChanged event(ToldList told, OffsetDateTime now, Selection selection, @Nullable ToldList before, long lag) {
		ListId list = told.list();
		Window window = Window.named(list.window()).orElseThrow();
		OffsetDateTime start = window.start(now.toInstant()).atZone(now.getOffset()).toOffsetDateTime();
		ToDoubleFunction<Candidate> score = score(list, now);
		Map<String, Integer> previousRanks = (before != null) ? before.ranks() : Map.of();
		Map<String, Integer> ranks = told.ranks();
		List<RankingChanged.Item> items = selection.places()
			.stream()
			.map((place) -> new RankingChanged.Item(ranks.getOrDefault(place.article().id(), 0),
					previousRanks.get(place.article().id()), score.applyAsDouble(place), place.views(),
					place.visitors(), place.article()))
			.toList();
		List<RankingChanged.Further> further = selection.further()
			.stream()
			.map((place) -> new RankingChanged.Further(score.applyAsDouble(place), place.views(), place.visitors(),
					place.article()))
			.toList();
		return new RankingChanged(list.list(), list.window(), list.section(), list.tag(), list.language(), now, start,
				now, lag, items, further);
	}

	/** A trending article's score fades, and is told as it is at that moment. */
	private ToDoubleFunction<Candidate> score(ListId list, OffsetDateTime now) {
		if (!list.list().equals(Ranking.TRENDING.listName())) {
			return Candidate::score;
		}
		return (candidate) -> Trend.valueAt(candidate.score(), now.toInstant(), this.halfLife);
	}

}
