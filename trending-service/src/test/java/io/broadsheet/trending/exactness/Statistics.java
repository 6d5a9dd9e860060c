package io.broadsheet.trending.exactness;

import java.util.Map;

import io.broadsheet.trending.statistics.ArticleFigures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the statistics of an article have to say.
 *
 * @param articleId the article
 * @param figures all but the visitors
 * @param visitors the visitors by window
 */
public record Statistics(String articleId, ArticleFigures figures, Map<String, Bounds> visitors) {

	public void areSaid(ArticleFigures told) {
		ArticleFigures exceptVisitors = new ArticleFigures(told.views(), this.figures.visitors(), told.reactions(),
				told.shares(), told.filtered(), told.hourly());
		assertThat(exceptVisitors).as("statistics of %s", this.articleId).isEqualTo(this.figures);
		assertThat(told.visitors().keySet()).isEqualTo(this.visitors.keySet());
		this.visitors.forEach((window, bounds) -> assertThat(told.visitors().getOrDefault(window, -1L))
			.as("visitors of %s in %s", this.articleId, window)
			.isBetween(bounds.least(), bounds.most()));
	}

}
