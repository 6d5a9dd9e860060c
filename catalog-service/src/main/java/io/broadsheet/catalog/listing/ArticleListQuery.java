package io.broadsheet.catalog.listing;

import java.time.ZoneId;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.paging.Cursor;
import io.broadsheet.catalog.paging.Cursors;
import io.broadsheet.catalog.request.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of which list of cards a reader asks for.
 *
 * @param filter which articles
 * @param sort in which order
 * @param limit how many cards at most, 1 to 100
 * @param cursor where to go on, or from the start if absent
 */
record ArticleListQuery(ArticleFilter filter, ArticleSort sort, int limit, @Nullable Cursor cursor) {

	static ArticleListQuery of(Parameters parameters, ZoneId zone, Cursors cursors) {
		ArticleFilter filter = ArticleFilter.of(parameters, zone);
		String given = parameters.text("sort", 32);
		ArticleSort sort = (given != null) ? ArticleSort.of(given) : ArticleSort.NEWEST;
		return new ArticleListQuery(filter, sort, parameters.limit(), cursors.read(parameters, list(filter, sort)));
	}

	/**
	 * What a cursor of this list belongs to: everything but the page's size.
	 * @return a text that no other list has
	 */
	String list() {
		return list(this.filter, this.sort);
	}

	private static String list(ArticleFilter filter, ArticleSort sort) {
		return "articles?" + filter.canonical() + "&sort=" + sort.parameter();
	}

}
