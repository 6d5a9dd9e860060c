package io.broadsheet.catalog.listing;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.request.Parameters;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers lists that are asked for with words. Where there is none, {@code q} is an
 * unknown parameter.
 */
public interface ArticleSearch {

	/**
	 * Finds a page of articles.
	 * @param words what a reader typed, 1 to 200 characters
	 * @param filter which of them
	 * @param sort in which order, or null for the best match first
	 * @param parameters of the request: its {@code limit} and {@code cursor}, which is
	 * this search's own
	 * @return the page; its items become JSON as they are
	 */
	Mono<? extends Page<?>> search(String words, ArticleFilter filter, @Nullable ArticleSort sort,
			Parameters parameters);

}
