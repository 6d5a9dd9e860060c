package io.broadsheet.catalog.article;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.ExplainingMongo;
import io.broadsheet.catalog.QueryPlan;
import io.broadsheet.catalog.paging.Cursor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.mongodb.core.query.Criteria;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the database runs the queries of articles and lists.
 */
class ArticlePlansIT {

	private static final Instant FROM = Articles.DAWN.toInstant().minusSeconds(3600);

	private static final Instant TO = Articles.DAWN.toInstant().plusSeconds(3600);

	@RegisterExtension
	private static final ExplainingMongo mongo = new ExplainingMongo(Duration.ofMinutes(1));

	/**
	 * Of articles of some days in the order of their updates, a database may read either
	 * the order, and leave out other days, or the days, and sort those: it tries both.
	 */
	@Test
	void everyListReadsAnIndexInItsOrderOrThatOfItsDays() {
		List<String> slow = new ArrayList<>();
		for (ArticleFilter filter : filters()) {
			for (ArticleSort sort : ArticleSort.values()) {
				for (Cursor after : new @Nullable Cursor[] { null, new Cursor(TO, "a60") }) {
					QueryPlan plan = mongo.plan(ArticleQueries.list(filter.criteria(), sort, after, 21));
					boolean mayReadDays = sort == ArticleSort.LAST_UPDATED
							&& (filter.from() != null || filter.to() != null);
					if (!plan.isIndexed() || (plan.sortsInMemory() && !mayReadDays)) {
						slow.add(filter.canonical() + " " + sort + " " + after + ": " + plan.stages());
					}
				}
			}
		}
		assertThat(slow).isEmpty();
	}

	@Test
	void anAddressIsLookedUpInIndexes() {
		assertThat(mongo.plan(ArticleQueries.atAddress("tram-a7")))
			.satisfies((plan) -> assertThat(plan.isIndexed()).as("%s", plan).isTrue());
	}

	@Test
	void whatASearchFoundIsLookedUpInIndexes() {
		for (ArticleFilter filter : filters()) {
			Criteria found = Criteria.where("_id").in("a1", "a2", "a3").andOperator(filter.criteria());
			QueryPlan plan = mongo.plan(ArticleQueries.list(found, ArticleSort.NEWEST, null, 3));
			assertThat(plan.isIndexed()).as("%s: %s", filter.canonical(), plan).isTrue();
		}
	}

	private static List<ArticleFilter> filters() {
		List<ArticleFilter> filters = new ArrayList<>();
		for (int set = 0; set < 64; set++) {
			filters.add(new ArticleFilter(in(set, 0) ? "section-1" : null, in(set, 1) ? "tram" : null,
					in(set, 2) ? "linh do" : null, in(set, 3) ? "vi" : null, null, in(set, 4) ? FROM : null,
					in(set, 5) ? TO : null));
		}
		return filters;
	}

	private static boolean in(int set, int bit) {
		return (set & (1 << bit)) != 0;
	}

}
