package io.broadsheet.catalog.article;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.QueryPlan;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.catalog.paging.Cursor;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * How the database runs the queries of articles and lists.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArticlePlansIT {

	private static final Instant FROM = Articles.DAWN.toInstant().minusSeconds(3600);

	private static final Instant TO = Articles.DAWN.toInstant().plusSeconds(3600);

	private final TestMongo mongo = new TestMongo();

	@BeforeAll
	void fill() {
		if (this.mongo.isStandIn()) {
			return;
		}
		EntryDocuments documents = new EntryDocuments(ZoneId.of("UTC"));
		new EntryIndexes(this.mongo.template()).ensure().block();
		List<Document> entries = IntStream.range(0, 500)
			.mapToObj((i) -> Articles.article("a" + i, 1, "section-" + i % 5, Articles.DAWN.plusMinutes(i)))
			.map((article) -> StoredDocuments.of(documents, new CatalogEntry.Published(article)))
			.toList();
		this.mongo.template().insert(entries, EntryDocuments.COLLECTION).blockLast();
	}

	@BeforeEach
	void skipWhereNothingIsExplained() {
		assumeFalse(this.mongo.isStandIn(),
				"The stand-in does not explain queries: name a server in BROADSHEET_TEST_MONGODB_URI");
	}

	@AfterAll
	void drop() {
		this.mongo.close();
	}

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
					QueryPlan plan = plan(ArticleQueries.list(filter.criteria(), sort, after, 21));
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
		assertThat(plan(ArticleQueries.atAddress("tram-a7")))
			.satisfies((plan) -> assertThat(plan.isIndexed()).as("%s", plan).isTrue());
	}

	@Test
	void whatASearchFoundIsLookedUpInIndexes() {
		for (ArticleFilter filter : filters()) {
			Criteria found = Criteria.where("_id").in("a1", "a2", "a3").andOperator(filter.criteria());
			QueryPlan plan = plan(ArticleQueries.list(found, ArticleSort.NEWEST, null, 3));
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

	private QueryPlan plan(Query query) {
		Document find = new Document("find", EntryDocuments.COLLECTION).append("filter", query.getQueryObject())
			.append("projection", query.getFieldsObject())
			.append("limit", query.getLimit());
		if (!query.getSortObject().isEmpty()) {
			find.append("sort", query.getSortObject());
		}
		return QueryPlan.of(this.mongo.template(), find);
	}

}
