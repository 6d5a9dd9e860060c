package io.broadsheet.catalog.related;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.catalog.article.ArticleGoneException;
import io.broadsheet.catalog.article.ArticleNotFoundException;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.request.Parameters;
import io.broadsheet.events.ArticleCard;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers for related articles. An answer depends on everything in its section and with
 * its tags, and so names these and not each card.
 */
@RestController
class RelatedEndpoint {

	private static final int DEFAULT_LIMIT = 6;

	private static final int MAXIMUM_LIMIT = 20;

	private final RelatedArticles related;

	RelatedEndpoint(RelatedArticles related) {
		this.related = related;
	}

	@GetMapping(path = "/api/v1/articles/{id}/related", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<Page<ArticleCard>> related(@PathVariable String id, @RequestParam MultiValueMap<String, String> given,
			ServerWebExchange exchange) {
		int limit = Parameters.of(given, Set.of("limit")).number("limit", 1, MAXIMUM_LIMIT, DEFAULT_LIMIT);
		HttpHeaders headers = exchange.getResponse().getHeaders();
		return this.related.find(id).switchIfEmpty(Mono.error(ArticleNotFoundException::new)).flatMap((entry) -> {
			headers.set(SurrogateKeys.HEADER, surrogateKeys(entry));
			if (!(entry instanceof CatalogEntry.Published published)) {
				return Mono.error(new ArticleGoneException((CatalogEntry.Withdrawn) entry));
			}
			return this.related.relatedTo(published.article(), limit);
		}).map((cards) -> new Page<>(cards, null));
	}

	private static String surrogateKeys(CatalogEntry entry) {
		if (entry instanceof CatalogEntry.Withdrawn) {
			return SurrogateKeys.article(entry.id());
		}
		return Stream
			.concat(Stream.of(SurrogateKeys.article(entry.id()), SurrogateKeys.section(entry.section())),
					entry.tags().stream().map(SurrogateKeys::tag))
			.distinct()
			.collect(Collectors.joining(" "));
	}

}
