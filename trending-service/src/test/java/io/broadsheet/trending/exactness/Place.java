package io.broadsheet.trending.exactness;

import java.time.Instant;
import java.util.Comparator;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.RankingChanged;

/**
 * A place of a list.
 *
 * @param articleId the article
 * @param views how often it was viewed within the window
 * @param section where it stands in the newspaper
 * @param language in which it is written
 * @param publishedAt when readers could first see it
 * @param score what the list is ordered by
 */
public record Place(String articleId, long views, String section, String language, Instant publishedAt, double score) {

	/** In which lists stand. */
	static final Comparator<Place> ORDER = Comparator.comparingDouble(Place::score)
		.reversed()
		.thenComparing(Place::publishedAt, Comparator.reverseOrder())
		.thenComparing(Place::articleId);

	static Place of(Article article, long views, double score) {
		return of(article.card(), views, score);
	}

	public static Place of(RankingChanged.Item item) {
		return of(item.article(), item.views(), item.score());
	}

	static Place of(RankingChanged.Further item) {
		return of(item.article(), item.views(), item.score());
	}

	private static Place of(ArticleCard card, long views, double score) {
		return new Place(card.id(), views, card.section(), card.language(), card.publishedAt().toInstant(), score);
	}

	/** The same place but for its score, which may be rounded. */
	public Place withoutScore() {
		return new Place(this.articleId, this.views, this.section, this.language, this.publishedAt, 0);
	}

}
