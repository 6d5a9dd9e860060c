package io.broadsheet.catalog.article;

import java.net.URI;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.SurrogateKeys;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers for articles and lists of them. Every answer names what it depends on, so that
 * a cache in front can keep it until that changes.
 */
@RestController
@RequestMapping(path = ArticleEndpoint.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ArticleEndpoint {

	static final String PATH = "/api/v1/articles";

	private final ArticleQueries articles;

	private final ZoneId zone;

	ArticleEndpoint(ArticleQueries articles, PublisherSettings publisher) {
		this.articles = articles;
		this.zone = publisher.zone();
	}

	@GetMapping("/{idOrSlug}")
	Mono<ArticleView> article(@PathVariable String idOrSlug, ServerWebExchange exchange) {
		return this.articles.find(idOrSlug)
			.switchIfEmpty(Mono.error(ArticleNotFoundException::new))
			.mapNotNull((entry) -> answer(entry, idOrSlug, exchange));
	}

	@GetMapping
	Mono<CardPage> articles(@RequestParam MultiValueMap<String, String> parameters, ServerWebExchange exchange) {
		ArticleListQuery query = ArticleListQuery.of(parameters);
		return this.articles.cards(query)
			.map((cards) -> CardPage.of(cards, query))
			.doOnNext((page) -> describe(page, query, exchange.getResponse().getHeaders()));
	}

	private @Nullable ArticleView answer(CatalogEntry entry, String address, ServerWebExchange exchange) {
		HttpHeaders headers = exchange.getResponse().getHeaders();
		headers.set(SurrogateKeys.HEADER, SurrogateKeys.article(entry.id()));
		if (!(entry instanceof CatalogEntry.Published published)) {
			throw new ArticleGoneException((CatalogEntry.Withdrawn) entry);
		}
		if (!address.equals(entry.id()) && !address.equals(entry.slug())) {
			exchange.getResponse().setStatusCode(HttpStatus.MOVED_PERMANENTLY);
			headers.setLocation(addressOf(entry));
			return null;
		}
		String eTag = "\"" + entry.revision() + "\"";
		if (exchange.checkNotModified(eTag, entry.changedAt().toInstant())) {
			return null;
		}
		return ArticleView.of(published.article(), this.zone);
	}

	private static URI addressOf(CatalogEntry entry) {
		return UriComponentsBuilder.fromPath(PATH).pathSegment(entry.slug()).encode().build().toUri();
	}

	private static void describe(CardPage page, ArticleListQuery query, HttpHeaders headers) {
		String list = (query.section() != null) ? SurrogateKeys.section(query.section()) : SurrogateKeys.LATEST;
		Stream<String> cards = page.items().stream().map((card) -> SurrogateKeys.article(card.id()));
		headers.set(SurrogateKeys.HEADER, Stream.concat(Stream.of(list), cards).collect(Collectors.joining(" ")));
		if (page.next() != null) {
			headers.set(HttpHeaders.LINK, "<" + query.address(PATH, page.next()) + ">; rel=\"next\"");
		}
	}

}
