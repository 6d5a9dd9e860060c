package io.broadsheet.catalog.archive;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.QueryPlan;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import io.broadsheet.catalog.entry.StoredDocuments;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * How the database counts days.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchivePlansIT {

	private final TestMongo mongo = new TestMongo();

	@BeforeAll
	void fill() {
		if (this.mongo.isStandIn()) {
			return;
		}
		EntryDocuments documents = new EntryDocuments(ZoneId.of("UTC"));
		new EntryIndexes(this.mongo.template()).ensure().block();
		List<Document> entries = IntStream.range(0, 300)
			.mapToObj((i) -> StoredDocuments.of(documents,
					new CatalogEntry.Published(
							Articles.article("a" + i, 1, "section-" + i % 5, Articles.DAWN.plusHours(i)))))
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

	@ParameterizedTest
	@CsvSource({ ",2026,3", ",2026,", "section-1,2026,3", "section-1,2026," })
	void countingReadsAnIndexAlone(String section, Integer year, Integer month) {
		ArchiveQuery query = new ArchiveQuery(section, year, month);
		List<Document> pipeline = ArchiveQueries.counted(section, query.days(2026))
			.toPipeline(Aggregation.DEFAULT_CONTEXT);
		QueryPlan plan = QueryPlan.of(this.mongo.template(),
				new Document("aggregate", EntryDocuments.COLLECTION).append("pipeline", pipeline)
					.append("cursor", new Document()));
		assertThat(plan.isIndexed()).as("%s", plan).isTrue();
		assertThat(plan.readsDocuments()).as("%s", plan).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ ",ASC", ",DESC", "section-1,ASC", "section-1,DESC" })
	void theFirstAndTheLastDayAreTheEndsOfAnIndex(String section, Sort.Direction direction) {
		Query query = ArchiveQueries.outermost(section, direction);
		QueryPlan plan = QueryPlan.of(this.mongo.template(),
				new Document("find", EntryDocuments.COLLECTION).append("filter", query.getQueryObject())
					.append("sort", query.getSortObject())
					.append("projection", query.getFieldsObject())
					.append("limit", query.getLimit()));
		assertThat(plan.isIndexed()).as("%s", plan).isTrue();
		assertThat(plan.sortsInMemory()).as("%s", plan).isFalse();
		assertThat(plan.readsDocuments()).as("%s", plan).isFalse();
	}

}
