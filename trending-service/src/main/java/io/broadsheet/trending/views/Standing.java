package io.broadsheet.trending.views;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.trending.ranking.Scope;
import org.jspecify.annotations.Nullable;

/**
 * How an article stands, as far as rankings care.
 *
 * @param rankable whether it may stand in lists
 * @param card what lists show of it; absent if it is withdrawn
 * @param tags its tags
 */
record Standing(boolean rankable, @Nullable ArticleCard card, List<String> tags) {

	static final Standing WITHDRAWN = new Standing(false, null, List.of());

	Standing(boolean rankable, @Nullable ArticleCard card, @Nullable List<String> tags) {
		this.rankable = rankable;
		this.card = card;
		this.tags = (tags != null) ? List.copyOf(tags) : List.of();
	}

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
		return new Standing(article.rankable(), article.card(), article.tags());
	}

	boolean withdrawn() {
		return this.card == null;
	}

	/**
	 * Which lists it may stand in: that of all articles, of its section, of each of its
	 * tags, and of its language, {@code en-GB} being {@code en} too.
	 * @return none if it may stand in no list
	 */
	Set<Scope> scopes() {
		if (!this.rankable || this.card == null) {
			return Set.of();
		}
		Set<Scope> scopes = new HashSet<>();
		scopes.add(Scope.ALL);
		scopes.add(new Scope(Scope.Kind.SECTION, this.card.section()));
		this.tags.forEach((tag) -> scopes.add(new Scope(Scope.Kind.TAG, tag)));
		String language = this.card.language().toLowerCase(Locale.ROOT);
		for (int end = language.indexOf('-'); end > 0; end = language.indexOf('-', end + 1)) {
			scopes.add(new Scope(Scope.Kind.LANGUAGE, language.substring(0, end)));
		}
		scopes.add(new Scope(Scope.Kind.LANGUAGE, language));
		return scopes;
	}

}
