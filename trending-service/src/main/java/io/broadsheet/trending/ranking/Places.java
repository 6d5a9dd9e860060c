package io.broadsheet.trending.ranking;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.trend.Trend;

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
	 * @param list the list
	 * @param selection what stands in it
	 * @param before what stood in it before
	 * @param lag how far the input was behind, in seconds
	 * @param now when this is told
	 * @return the event
	 */
	RankingChanged event(ListId list, Selection selection, Selection before, long lag, OffsetDateTime now) {
		Window window = Window.named(list.window()).orElseThrow();
		OffsetDateTime start = window.start(now.toInstant()).atZone(now.getOffset()).toOffsetDateTime();
		ToDoubleFunction<Candidate> score = score(list, now);
		Map<String, Integer> previousRanks = ranks(before.places());
		Map<String, Integer> ranks = ranks(selection.places());
		List<RankingChanged.Item> items = selection.places()
			.stream()
			.map((place) -> new RankingChanged.Item(ranks.getOrDefault(place.article().id(), 0),
					previousRanks.get(place.article().id()), score.applyAsDouble(place), place.views(),
					place.article()))
			.toList();
		List<RankingChanged.Further> further = selection.further()
			.stream()
			.map((place) -> new RankingChanged.Further(score.applyAsDouble(place), place.views(), place.article()))
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

	private static Map<String, Integer> ranks(List<Candidate> places) {
		Map<String, Integer> ranks = new HashMap<>();
		places.forEach((place) -> ranks.put(place.article().id(), ranks.size() + 1));
		return ranks;
	}

}
