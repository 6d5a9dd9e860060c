package io.broadsheet.trending.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.broadsheet.events.RankingChanged;
import org.jspecify.annotations.Nullable;

/**
 * The places of a list as readers see them.
 */
final class Places {

	private Places() {
	}

	/**
	 * Gives places to the best.
	 * @param candidates the best of all partitions, in any order
	 * @param before the places that were given before
	 * @return the places, best first
	 */
	static List<RankingChanged.Item> of(Stream<Candidate> candidates, List<RankingChanged.Item> before) {
		Map<String, Integer> previousRanks = new HashMap<>();
		before.forEach((item) -> previousRanks.put(item.article().id(), item.rank()));
		List<RankingChanged.Item> places = new ArrayList<>();
		for (Candidate candidate : Candidate.best(candidates)) {
			@Nullable Integer previousRank = previousRanks.get(candidate.article().id());
			places.add(new RankingChanged.Item(places.size() + 1, previousRank, candidate.score(), candidate.views(),
					candidate.article()));
		}
		return places;
	}

	/**
	 * Whether readers would see a difference, where an article stood before aside.
	 * @param places some places
	 * @param others other places
	 * @return true if they differ
	 */
	static boolean differ(List<RankingChanged.Item> places, List<RankingChanged.Item> others) {
		return !withoutHistory(places).equals(withoutHistory(others));
	}

	private static List<Candidate> withoutHistory(List<RankingChanged.Item> places) {
		return places.stream().map((item) -> new Candidate(item.score(), item.views(), item.article())).toList();
	}

}
