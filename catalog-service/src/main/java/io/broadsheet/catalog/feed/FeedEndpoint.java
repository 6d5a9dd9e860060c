package io.broadsheet.catalog.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.request.Parameters;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers with feeds of the newest articles, and with the news sitemap.
 */
@RestController
class FeedEndpoint {

	static final int MOST_ARTICLES = 50;

	private static final Duration FRESH = Duration.ofMinutes(1);

	private static final int HASH_BYTES = 16;

	private static final String FORMAT = ".{format:rss|atom|json}";

	private final FeedQueries articles;

	private final Map<String, FeedFormat> formats = Map.of("rss", new RssFormat(), "atom", new AtomFormat(), "json",
			new JsonFeedFormat());

	private final FeedFormat sitemap = new NewsSitemap();

	private final PublisherSettings publisher;

	private final Clock clock;

	FeedEndpoint(FeedQueries articles, PublisherSettings publisher, Clock clock) {
		this.articles = articles;
		this.publisher = publisher;
		this.clock = clock;
	}

	@GetMapping("/feeds/latest" + FORMAT)
	Mono<ResponseEntity<byte[]>> latest(@PathVariable String format,
			@RequestParam MultiValueMap<String, String> parameters, ServerWebExchange exchange) {
		Parameters.of(parameters, Set.of());
		return feed(null, format, exchange);
	}

	@GetMapping("/feeds/sections/{section:[a-z0-9-]{1,64}}" + FORMAT)
	Mono<ResponseEntity<byte[]>> section(@PathVariable String section, @PathVariable String format,
			@RequestParam MultiValueMap<String, String> parameters, ServerWebExchange exchange) {
		Parameters.of(parameters, Set.of());
		return feed(section, format, exchange);
	}

	/**
	 * A thousand keys of articles would be a header that nobody takes, so it has the one
	 * key that every change touches.
	 */
	@GetMapping("/sitemap-news.xml")
	Mono<ResponseEntity<byte[]>> sitemap(@RequestParam MultiValueMap<String, String> parameters,
			ServerWebExchange exchange) {
		Parameters.of(parameters, Set.of());
		return this.articles.since(this.clock.instant().minus(NewsSitemap.WINDOW), NewsSitemap.MOST_ARTICLES)
			.map((found) -> feed(null, exchange, found))
			.map((feed) -> answer(this.sitemap, feed, SurrogateKeys.LATEST, exchange));
	}

	private Mono<ResponseEntity<byte[]>> feed(@Nullable String section, String extension, ServerWebExchange exchange) {
		FeedFormat format = Objects.requireNonNull(this.formats.get(extension));
		return this.articles.newest(section, MOST_ARTICLES)
			.map((found) -> feed(section, exchange, found))
			.map((feed) -> answer(format, feed, keys(section, feed), exchange));
	}

	private Feed feed(@Nullable String section, ServerWebExchange exchange, List<Feed.Item> items) {
		String name = this.publisher.name();
		String path = exchange.getRequest().getPath().pathWithinApplication().value();
		return new Feed((section != null) ? name + ": " + section : name, name,
				this.publisher.address(path.substring(1)), this.publisher.address(""), this.publisher.language(),
				items);
	}

	private static String keys(@Nullable String section, Feed feed) {
		String list = (section != null) ? SurrogateKeys.section(section) : SurrogateKeys.LATEST;
		Stream<String> articles = feed.items().stream().map((item) -> SurrogateKeys.article(item.id()));
		return Stream.concat(Stream.of(list), articles).collect(Collectors.joining(" "));
	}

	/**
	 * Only the entity tag decides whether a reader has the document already. The time of
	 * the last change is told, but goes back when the article that it came from is
	 * withdrawn: by it alone, a reader would be told to keep that article. So it is kept
	 * from {@link ResponseEntity}, which would compare it.
	 */
	private static ResponseEntity<byte[]> answer(FeedFormat format, Feed feed, String surrogateKeys,
			ServerWebExchange exchange) {
		byte[] document = format.write(feed);
		feed.updatedAt()
			.ifPresent((time) -> exchange.getResponse().getHeaders().setLastModified(time.toInstant().toEpochMilli()));
		return ResponseEntity.ok()
			.contentType(format.mediaType())
			.cacheControl(CacheControl.maxAge(FRESH).cachePublic())
			.eTag(hash(document))
			.header(SurrogateKeys.HEADER, surrogateKeys)
			.body(document);
	}

	private static String hash(byte[] document) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(document);
			return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
