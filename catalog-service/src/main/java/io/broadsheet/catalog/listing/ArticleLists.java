package io.broadsheet.catalog.listing;

import java.util.List;

import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.paging.Cursors;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.events.ArticleCard;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Cuts pages out of lists. An article that stands in a list by its publication all the
 * while that somebody turns its pages is on exactly one of them, whatever else is
 * published, revised and withdrawn meanwhile.
 */
class ArticleLists {

	private final ArticleQueries articles;

	private final @Nullable CollectionMembers collections;

	private final Cursors cursors;

	ArticleLists(ArticleQueries articles, @Nullable CollectionMembers collections, Cursors cursors) {
		this.articles = articles;
		this.collections = collections;
		this.cursors = cursors;
	}

	boolean knowCollections() {
		return this.collections != null;
	}

	Mono<Page<ArticleCard>> page(ArticleListQuery query) {
		return criteria(query)
			.flatMap((criteria) -> this.articles.cards(criteria, query.sort(), query.cursor(), query.limit() + 1))
			.defaultIfEmpty(List.of())
			.map((cards) -> Page.of(cards, query.limit(),
					(last) -> this.cursors.write(query.sort().place(last), query.list())));
	}

	/** Nothing if no article can be meant, since there is no such collection. */
	private Mono<Criteria> criteria(ArticleListQuery query) {
		Criteria criteria = query.filter().criteria();
		String collection = query.filter().collection();
		if (collection == null) {
			return Mono.just(criteria);
		}
		return Mono.justOrEmpty(this.collections)
			.flatMap((members) -> members.members(collection))
			.map((members) -> new Criteria().andOperator(criteria, members.criteria()));
	}

}
