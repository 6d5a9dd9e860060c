package io.broadsheet.catalog.collection;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.paging.Cursors;
import io.broadsheet.catalog.paging.NextPage;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.request.Parameters;
import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.CollectionChanged;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers for collections. Every answer names what it depends on, and is kept by caches
 * no longer than until the next start or end.
 */
@RestController
@RequestMapping(path = CollectionEndpoint.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class CollectionEndpoint {

	static final String PATH = "/api/v1/collections";

	private static final int AT_A_TIME = 8;

	private final CollectionQueries collections;

	private final CollectionArticles articles;

	private final Cursors cursors;

	private final Clock clock;

	CollectionEndpoint(CollectionQueries collections, CollectionArticles articles, Cursors cursors, Clock clock) {
		this.collections = collections;
		this.articles = articles;
		this.cursors = cursors;
		this.clock = clock;
	}

	@GetMapping
	Mono<Page<CollectionView.Banner>> collections(@RequestParam MultiValueMap<String, String> given,
			ServerWebExchange exchange) {
		Parameters.of(given, Set.of());
		Instant now = this.clock.instant();
		HttpHeaders headers = exchange.getResponse().getHeaders();
		return this.collections.nextStart(now)
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((nextStart) -> this.collections.onShow(now).collectList().flatMap((found) -> {
				keep(headers, now, Stream.concat(nextStart.stream(), found.stream().flatMap(CollectionEndpoint::end)));
				headers.set(SurrogateKeys.HEADER, SurrogateKeys.COLLECTIONS + " " + SurrogateKeys.LATEST);
				return banners(found);
			}));
	}

	@GetMapping("/{slug}")
	Mono<CollectionView> collection(@PathVariable String slug, @RequestParam MultiValueMap<String, String> given,
			ServerWebExchange exchange) {
		Parameters parameters = Parameters.of(given, Set.of("limit", Cursors.PARAMETER));
		String list = "collection=" + slug;
		int limit = parameters.limit();
		String place = this.cursors.readText(parameters, list);
		Instant now = this.clock.instant();
		return this.collections.find(slug)
			.filter((found) -> ShowTime.isNow(found, now))
			.switchIfEmpty(Mono.error(CollectionNotFoundException::new))
			.flatMap((found) -> view(found, (place != null) ? CollectionPlace.of(place) : null, limit, list,
					exchange.getResponse().getHeaders()))
			.doOnNext((view) -> describe(view, parameters, now, exchange.getResponse().getHeaders()));
	}

	private Mono<Page<CollectionView.Banner>> banners(List<CollectionChanged> found) {
		return Flux.fromIterable(found)
			.flatMapSequential((collection) -> this.collections.count(collection)
				.map((count) -> CollectionView.Banner.of(collection, count)), AT_A_TIME)
			.collectList()
			.map((banners) -> new Page<>(banners, null));
	}

	private Mono<CollectionView> view(CollectionChanged collection, @Nullable CollectionPlace after, int limit,
			String list, HttpHeaders headers) {
		return this.articles.stretch(collection, after, limit)
			.zipWith(this.collections.count(collection), (stretch, count) -> {
				headers.set(SurrogateKeys.HEADER, surrogateKeys(collection, stretch));
				CollectionPlace next = stretch.next();
				return CollectionView.of(collection, count, stretch.cards(),
						(next != null) ? this.cursors.write(next.text(), list) : null);
			});
	}

	private static void describe(CollectionView view, Parameters parameters, Instant now, HttpHeaders headers) {
		keep(headers, now, Stream.ofNullable(view.endsAt()).map(OffsetDateTime::toInstant));
		NextPage.link(PATH + "/" + view.slug(), parameters, view.next(), headers);
	}

	private static void keep(HttpHeaders headers, Instant now, Stream<Instant> changes) {
		headers.setCacheControl(CacheControl.maxAge(ShowTime.freshness(now, changes)));
	}

	/**
	 * An article that is to stand there but can't be seen may be published at any time;
	 * to name up to a hundred of them would be too much for a header.
	 */
	private static String surrogateKeys(CollectionChanged collection, CollectionArticles.Stretch stretch) {
		Stream<@Nullable String> list = Stream.of(SurrogateKeys.collection(collection.slug()),
				(collection.tag() != null) ? SurrogateKeys.tag(collection.tag()) : null,
				stretch.someMissing() ? SurrogateKeys.LATEST : null);
		return Stream
			.concat(list.filter(Objects::nonNull),
					stretch.cards().stream().map(ArticleCard::id).map(SurrogateKeys::article))
			.collect(Collectors.joining(" "));
	}

	private static Stream<Instant> end(CollectionChanged collection) {
		return Stream.ofNullable(collection.endsAt()).map(OffsetDateTime::toInstant);
	}

}
