package io.broadsheet.trending.views;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import org.jspecify.annotations.Nullable;

/**
 * How an article stands, as far as rankings care.
 *
 * @param rankable whether it may stand in lists
 * @param card what lists show of it; absent if it is withdrawn
 */
record Standing(boolean rankable, @Nullable ArticleCard card) {

	static final Standing WITHDRAWN = new Standing(false, null);

	static Standing after(ArticleEvent event) {
		if (event instanceof ArticlePublished published) {
			return of(published.article());
		}
		if (event instanceof ArticleRevised revised) {
			return of(revised.article());
		}
		return WITHDRAWN;
	}

	private static Standing of(Article article) {
		return new Standing(article.rankable(), article.card());
	}

	boolean withdrawn() {
		return this.card == null;
	}

}
