package io.broadsheet.trending.ranking;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleCard;

/**
 * An article that may stand in a list. The order is total: the higher score first, then
 * what was published later, then the lower id.
 *
 * @param score what the list is ordered by
 * @param views how often it was viewed within the window
 * @param article the article's card
 */
public record Candidate(double score, long views, ArticleCard article) implements Comparable<Candidate> {

	private static final Comparator<Candidate> ORDER = Comparator.comparingDouble(Candidate::score)
		.reversed()
		.thenComparing((candidate) -> candidate.article().publishedAt(),
				Comparator.comparing(OffsetDateTime::toInstant).reversed())
		.thenComparing((candidate) -> candidate.article().id());

	/**
	 * The places of a list.
	 * @param candidates who may stand in it, in any order
	 * @return the best, in order
	 */
	public static List<Candidate> best(Stream<Candidate> candidates) {
		return candidates.sorted().limit(Ranking.PLACES).toList();
	}

	@Override
	public int compareTo(Candidate other) {
		return ORDER.compare(this, other);
	}

}
