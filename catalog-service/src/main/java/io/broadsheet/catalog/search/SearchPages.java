package io.broadsheet.catalog.search;

import java.util.List;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.paging.Cursors;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.request.InvalidParameterException;
import io.broadsheet.catalog.request.Parameters;
import io.broadsheet.catalog.search.index.Finds;
import io.broadsheet.catalog.search.index.SearchOrder;
import io.broadsheet.catalog.search.index.SearchPlace;
import io.broadsheet.catalog.search.index.SearchRequest;
import io.broadsheet.catalog.search.text.QueryText;
import org.jspecify.annotations.Nullable;

/**
 * From a request's parameters to a search, and from what was found to a page with its
 * cursor. The cursor tells the moment and the state of the index that the first page was
 * found in, so that the next ones go on in it while it is kept.
 */
class SearchPages {

	private static final String SEPARATOR = "/";

	private static final int PARTS = 5;

	private final Cursors cursors;

	SearchPages(Cursors cursors) {
		this.cursors = cursors;
	}

	SearchRequest read(String words, ArticleFilter filter, @Nullable ArticleSort sort, Parameters parameters) {
		QueryText text = text(words);
		SearchOrder order = order(sort);
		String place = this.cursors.readText(parameters, list(text, filter, order));
		return new SearchRequest(text, filter, null, order, parameters.limit(), (place != null) ? place(place) : null);
	}

	Page<FoundCard> page(List<FoundCard> items, Finds finds, SearchRequest request) {
		SearchPlace next = finds.next();
		return new Page<>(items, (next != null)
				? this.cursors.write(text(next), list(request.text(), request.filter(), request.order())) : null);
	}

	private static QueryText text(String words) {
		try {
			return new QueryText(words);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidParameterException("q", String.valueOf(ex.getMessage()));
		}
	}

	private static SearchOrder order(@Nullable ArticleSort sort) {
		if (sort == null) {
			return SearchOrder.RELEVANCE;
		}
		if (sort == ArticleSort.LAST_UPDATED) {
			throw new InvalidParameterException("sort",
					"must be one of relevance, -publishedAt, publishedAt together with `q`");
		}
		return (sort == ArticleSort.NEWEST) ? SearchOrder.NEWEST : SearchOrder.OLDEST;
	}

	private static String list(QueryText text, ArticleFilter filter, SearchOrder order) {
		return "search?" + filter.canonical() + "&sort=" + order + "&q=" + text.line();
	}

	private static String text(SearchPlace place) {
		return String.join(SEPARATOR, String.valueOf(place.asOf()), place.snapshot(),
				Integer.toHexString(Float.floatToIntBits(place.score())), String.valueOf(place.publishedAt()),
				place.id());
	}

	private static SearchPlace place(String text) {
		String[] parts = text.split(SEPARATOR, PARTS);
		return new SearchPlace(Long.parseLong(parts[0]), parts[1],
				Float.intBitsToFloat(Integer.parseUnsignedInt(parts[2], 16)), Long.parseLong(parts[3]), parts[4]);
	}

}
