package io.broadsheet.catalog.listing;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.paging.Cursors;
import io.broadsheet.catalog.paging.NextPage;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.request.Parameters;
import io.broadsheet.events.ArticleCard;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers for lists of articles. Every answer names what it depends on, so that a cache
 * in front can keep it until that changes.
 */
@RestController
class ArticleListEndpoint {

	static final String PATH = "/api/v1/articles";

	private static final int LONGEST_WORDS = 200;

	private static final String RELEVANCE = "relevance";

	private final ArticleLists lists;

	private final @Nullable ArticleSearch search;

	private final Cursors cursors;

	private final ZoneId zone;

	private final Set<String> known;

	ArticleListEndpoint(ArticleLists lists, ObjectProvider<ArticleSearch> search, Cursors cursors,
			PublisherSettings publisher) {
		this.lists = lists;
		this.search = search.getIfAvailable();
		this.cursors = cursors;
		this.zone = publisher.zone();
		this.known = known(lists, this.search);
	}

	@GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<? extends Page<?>> articles(@RequestParam MultiValueMap<String, String> given, ServerWebExchange exchange) {
		Parameters parameters = Parameters.of(given, this.known);
		HttpHeaders headers = exchange.getResponse().getHeaders();
		String words = parameters.text("q", LONGEST_WORDS);
		if (words != null && this.search != null) {
			return found(this.search, words, parameters).doOnNext((page) -> {
				headers.set(SurrogateKeys.HEADER, SurrogateKeys.LATEST);
				// the index may follow a moment after the receipt that a cache purges by
				headers.setCacheControl(CacheControl.noStore());
				NextPage.link(PATH, parameters, page.next(), headers);
			});
		}
		ArticleListQuery query = ArticleListQuery.of(parameters, this.zone, this.cursors);
		return this.lists.page(query).doOnNext((page) -> {
			headers.set(SurrogateKeys.HEADER, surrogateKeys(query.filter(), page.items()));
			if (query.filter().collection() != null) {
				// nothing tells a cache when a collection starts or ends
				headers.setCacheControl(CacheControl.noCache());
			}
			NextPage.link(PATH, parameters, page.next(), headers);
		});
	}

	private Mono<? extends Page<?>> found(ArticleSearch search, String words, Parameters parameters) {
		String sort = parameters.text("sort", 32);
		ArticleSort byTime = (sort == null || RELEVANCE.equals(sort)) ? null : ArticleSort.of(sort);
		return search.search(words, ArticleFilter.of(parameters, this.zone), byTime, parameters);
	}

	private static Set<String> known(ArticleLists lists, @Nullable ArticleSearch search) {
		Set<String> known = new HashSet<>(ArticleFilter.PARAMETERS);
		known.addAll(List.of("sort", "limit", Cursors.PARAMETER));
		if (search != null) {
			known.add("q");
		}
		if (!lists.knowCollections()) {
			known.remove("collection");
		}
		return Set.copyOf(known);
	}

	/** The narrowest list that holds all of the answer's, and its cards. */
	private static String surrogateKeys(ArticleFilter filter, List<ArticleCard> cards) {
		return Stream.concat(Stream.of(list(filter)), cards.stream().map((card) -> SurrogateKeys.article(card.id())))
			.collect(Collectors.joining(" "));
	}

	private static String list(ArticleFilter filter) {
		if (filter.collection() != null) {
			return SurrogateKeys.collection(filter.collection()) + " " + SurrogateKeys.LATEST;
		}
		if (filter.tag() != null) {
			return SurrogateKeys.tag(filter.tag());
		}
		return (filter.section() != null) ? SurrogateKeys.section(filter.section()) : SurrogateKeys.LATEST;
	}

}
