package io.broadsheet.catalog.article;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.representation.Representation;
import io.broadsheet.catalog.request.Parameters;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers for articles. Every answer names what it depends on, so that a cache in front
 * can keep it until that changes.
 */
@RestController
class ArticleEndpoint {

	private static final String PATH = "/api/v1/articles";

	/** Longer than the next revision is on its way here. */
	private static final Duration SETTLING = Duration.ofSeconds(5);

	private final ArticleQueries articles;

	private final PublisherSettings publisher;

	private final Clock clock;

	ArticleEndpoint(ArticleQueries articles, PublisherSettings publisher, Clock clock) {
		this.articles = articles;
		this.publisher = publisher;
		this.clock = clock;
	}

	@GetMapping(PATH + "/{idOrSlug}")
	Mono<?> article(@PathVariable String idOrSlug, @RequestParam MultiValueMap<String, String> given,
			ServerWebExchange exchange) {
		exchange.getResponse().getHeaders().setVary(List.of(HttpHeaders.ACCEPT));
		Parameters.of(given, List.of());
		Representation representation = Representation.of(exchange.getRequest().getHeaders());
		return this.articles.find(idOrSlug)
			.switchIfEmpty(Mono.error(ArticleNotFoundException::new))
			.mapNotNull((entry) -> answer(entry, idOrSlug, representation, exchange));
	}

	private @Nullable Object answer(CatalogEntry entry, String address, Representation representation,
			ServerWebExchange exchange) {
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
		if (isNotModified(representation.eTag(entry.revision()), entry.changedAt().toInstant(), exchange)) {
			return null;
		}
		headers.setContentType(representation.mediaType());
		return representation.of(published.article(), this.publisher);
	}

	/**
	 * A time of the last seconds says nothing: the article may have been changed again in
	 * the same one. See RFC 9110, 8.8.2.2.
	 */
	private boolean isNotModified(String eTag, Instant changedAt, ServerWebExchange exchange) {
		boolean isSettled = changedAt.isBefore(this.clock.instant().minus(SETTLING));
		return isSettled ? exchange.checkNotModified(eTag, changedAt) : exchange.checkNotModified(eTag);
	}

	private static URI addressOf(CatalogEntry entry) {
		return UriComponentsBuilder.fromPath(PATH).pathSegment(entry.slug()).encode().build().toUri();
	}

}
