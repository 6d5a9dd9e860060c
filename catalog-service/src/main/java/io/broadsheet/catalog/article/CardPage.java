package io.broadsheet.catalog.article;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.broadsheet.events.ArticleCard;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list.
 *
 * @param items the cards, in the order of the list
 * @param next the cursor that goes on after them, or null at the end
 */
record CardPage(List<ArticleCard> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

	CardPage {
		items = List.copyOf(items);
	}

	/**
	 * Cuts the page that was asked for.
	 * @param cards the cards of the page, and one more if the list goes on
	 * @param query what was asked for
	 * @return the page
	 */
	static CardPage of(List<ArticleCard> cards, ArticleListQuery query) {
		if (cards.size() <= query.limit()) {
			return new CardPage(cards, null);
		}
		List<ArticleCard> page = cards.subList(0, query.limit());
		ArticleCard last = page.get(page.size() - 1);
		return new CardPage(page, new Cursor(last.publishedAt().toInstant(), last.id()).encode(query.scope()));
	}

}
