package io.broadsheet.catalog.search;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.listing.ArticleSearch;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.request.Parameters;
import io.broadsheet.catalog.search.index.Finds;
import io.broadsheet.catalog.search.index.Finds.Find;
import io.broadsheet.catalog.search.index.SearchIndex;
import io.broadsheet.catalog.search.index.SearchRequest;
import io.broadsheet.catalog.search.index.SearchTooSlowException;
import io.broadsheet.events.ArticleCard;
import io.micrometer.core.instrument.Timer;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Finds articles in the index, and shows them as the database has them now: what was
 * withdrawn a moment ago, or left the list that is asked for, does not appear.
 */
class IndexedSearch implements ArticleSearch {

	private final SearchStatus status;

	private final ArticleQueries articles;

	private final @Nullable CollectionMembers collections;

	private final SearchPages pages;

	private final SearchMetrics metrics;

	private final SearchSettings settings;

	private final Scheduler scheduler;

	private final Clock clock;

	IndexedSearch(SearchStatus status, ArticleQueries articles, @Nullable CollectionMembers collections,
			SearchPages pages, SearchMetrics metrics, SearchSettings settings, Scheduler scheduler, Clock clock) {
		this.status = status;
		this.articles = articles;
		this.collections = collections;
		this.pages = pages;
		this.metrics = metrics;
		this.settings = settings;
		this.scheduler = scheduler;
		this.clock = clock;
	}

	@Override
	public Mono<Page<FoundCard>> search(String words, ArticleFilter filter, @Nullable ArticleSort sort,
			Parameters parameters) {
		SearchRequest request = this.pages.read(words, filter, sort, parameters);
		return inCollection(request).flatMap(this::search).defaultIfEmpty(new Page<>(List.of(), null));
	}

	/** Nothing if no article can be meant, since there is no such collection. */
	private Mono<SearchRequest> inCollection(SearchRequest request) {
		String collection = request.filter().collection();
		if (collection == null) {
			return Mono.just(request);
		}
		return Mono.justOrEmpty(this.collections).flatMap((members) -> members.members(collection)).map(request::among);
	}

	private Mono<Page<FoundCard>> search(SearchRequest request) {
		return Mono.fromCallable(() -> find(request))
			.subscribeOn(this.scheduler)
			.onErrorMap(RejectedExecutionException.class, SearchUnavailableException::busy)
			.flatMap((finds) -> cards(finds, request).map((items) -> this.pages.page(items, finds, request)));
	}

	private Finds find(SearchRequest request) {
		SearchIndex index = this.status.state().index();
		Timer.Sample sample = this.metrics.begin();
		try {
			return index.search(request, this.clock.instant(), this.settings.longestSearch());
		}
		catch (SearchTooSlowException ex) {
			throw SearchUnavailableException.busy(ex);
		}
		catch (AlreadyClosedException ex) {
			throw SearchUnavailableException.away(ex);
		}
		catch (IOException | RuntimeException | InternalError ex) {
			this.status.suspect();
			throw SearchUnavailableException.away(ex);
		}
		finally {
			this.metrics.end(sample, request.text().kind(), !ArticleFilter.NONE.equals(request.filter()));
		}
	}

	private Mono<List<FoundCard>> cards(Finds finds, SearchRequest request) {
		List<String> ids = finds.items().stream().map(Find::id).toList();
		if (ids.isEmpty()) {
			return Mono.just(List.of());
		}
		Criteria found = Criteria.where("_id").in(ids).andOperator(request.criteria());
		return this.articles.cards(found, ArticleSort.NEWEST, null, ids.size()).map((cards) -> {
			Map<String, ArticleCard> byId = cards.stream()
				.collect(Collectors.toMap(ArticleCard::id, Function.identity()));
			return finds.items()
				.stream()
				.flatMap((find) -> Stream.ofNullable(byId.get(find.id())).map((card) -> card(card, find)))
				.toList();
		});
	}

	/** Words that a correction took away must not live on in a highlight. */
	private static FoundCard card(ArticleCard card, Find find) {
		Instant updatedAt = Instant.ofEpochMilli(card.updatedAt().toInstant().toEpochMilli());
		return new FoundCard(card, updatedAt.equals(find.updatedAt()) ? find.highlights() : null);
	}

}
