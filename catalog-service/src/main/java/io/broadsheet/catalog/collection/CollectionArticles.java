package io.broadsheet.catalog.collection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.paging.Cursor;
import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.CollectionChanged;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.query.Criteria;

/**
 * The articles of a collection in their order: those that stand first as the editor put
 * them, then the others of its tag, the newest first. An article that stands first stands
 * nowhere else, and one that readers can't see stands nowhere.
 */
class CollectionArticles {

	private static final ArticleSort ORDER = ArticleSort.NEWEST;

	private final ArticleQueries articles;

	CollectionArticles(ArticleQueries articles) {
		this.articles = articles;
	}

	/**
	 * Finds a stretch of the articles.
	 * @param collection the collection
	 * @param after where to go on, or null from the start
	 * @param limit how many at most, at least 1
	 * @return the stretch
	 */
	Mono<Stretch> stretch(CollectionChanged collection, @Nullable CollectionPlace after, int limit) {
		List<String> pinned = List.copyOf(new LinkedHashSet<>(collection.pinned()));
		List<String> rest = pinned.subList(start(pinned, after), pinned.size());
		return pinned(rest).flatMap((first) -> {
			if (first.size() > limit) {
				ArticleCard last = first.get(limit - 1);
				return Mono.just(new Stretch(first.subList(0, limit), after(pinned, last), first.size() < rest.size()));
			}
			Cursor cursor = (after instanceof CollectionPlace.Tagged tagged) ? tagged.cursor() : null;
			return tagged(collection.tag(), pinned, cursor, limit + 1 - first.size())
				.map((others) -> join(pinned, first, others, limit, first.size() < rest.size()));
		});
	}

	private Mono<List<ArticleCard>> pinned(List<String> ids) {
		if (ids.isEmpty()) {
			return Mono.just(List.of());
		}
		Criteria criteria = ArticleFilter.NONE.criteria().and("_id").in(ids);
		return this.articles.cards(criteria, ORDER, null, ids.size()).map((cards) -> {
			Map<String, ArticleCard> found = cards.stream()
				.collect(Collectors.toMap(ArticleCard::id, Function.identity()));
			return ids.stream().map(found::get).filter(Objects::nonNull).toList();
		});
	}

	private Mono<List<ArticleCard>> tagged(@Nullable String tag, List<String> pinned, @Nullable Cursor after,
			int limit) {
		if (tag == null) {
			return Mono.just(List.of());
		}
		Criteria criteria = ArticleFilter.NONE.criteria().and("tags").is(tag).and("_id").nin(pinned);
		return this.articles.cards(criteria, ORDER, after, limit);
	}

	private static Stretch join(List<String> pinned, List<ArticleCard> first, List<ArticleCard> others, int limit,
			boolean someMissing) {
		List<ArticleCard> cards = new ArrayList<>(first);
		cards.addAll(others);
		if (cards.size() <= limit) {
			return new Stretch(cards, null, someMissing);
		}
		ArticleCard last = cards.get(limit - 1);
		CollectionPlace next = (limit == first.size()) ? after(pinned, last)
				: new CollectionPlace.Tagged(ORDER.place(last));
		return new Stretch(cards.subList(0, limit), next, someMissing);
	}

	private static CollectionPlace after(List<String> pinned, ArticleCard last) {
		return new CollectionPlace.Pinned(pinned.indexOf(last.id()), last.id());
	}

	/** Where it stands now, or stood if the editor took it away since. */
	private static int start(List<String> pinned, @Nullable CollectionPlace after) {
		if (after == null) {
			return 0;
		}
		if (!(after instanceof CollectionPlace.Pinned place)) {
			return pinned.size();
		}
		int index = pinned.indexOf(place.id());
		return (index >= 0) ? index + 1 : Math.min(place.index(), pinned.size());
	}

	/**
	 * A stretch of the articles.
	 *
	 * @param cards in order
	 * @param next where to go on, or null at the end
	 * @param someMissing whether an article that is to stand here can't be seen now
	 */
	record Stretch(List<ArticleCard> cards, @Nullable CollectionPlace next, boolean someMissing) {

		Stretch {
			cards = List.copyOf(cards);
		}

	}

}
