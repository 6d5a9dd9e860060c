package io.broadsheet.catalog.article;

import java.net.URI;
import java.time.ZoneId;

import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.SurrogateKeys;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers for articles. Every answer names what it depends on, so that a cache in front
 * can keep it until that changes.
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

}
