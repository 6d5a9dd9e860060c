package io.broadsheet.trending.ranking;

import java.time.OffsetDateTime;

import io.broadsheet.events.ArticleCard;
import org.jspecify.annotations.Nullable;

/**
 * An article that may stand in a list. The order is total: the higher score first, then
 * what was published later, then the lower id.
 *
 * @param score what the list is ordered by; of trending articles the score that does not
 * change by time alone
 * @param views how often it was viewed within the window
 * @param visitors how many different readers that were; null as long as nobody has
 * counted them, which is done only for those that have a place
 * @param article the article's card
 */
public record Candidate(double score, long views, @Nullable Long visitors,
		ArticleCard article) implements Comparable<Candidate> {

	/**
	 * One whose visitors were not counted.
	 * @param score what the list is ordered by
	 * @param views how often it was viewed within the window
	 * @param article the article's card
	 */
	public Candidate(double score, long views, ArticleCard article) {
		this(score, views, null, article);
	}

	@Override
	public int compareTo(Candidate other) {
		int order = Double.compare(other.score, this.score);
		if (order == 0) {
			order = OffsetDateTime.timeLineOrder().compare(other.article.publishedAt(), this.article.publishedAt());
		}
		return (order != 0) ? order : this.article.id().compareTo(other.article.id());
	}

}
