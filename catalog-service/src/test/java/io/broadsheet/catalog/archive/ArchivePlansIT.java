package io.broadsheet.catalog.archive;

import java.time.Duration;
import java.util.List;

import io.broadsheet.catalog.ExplainingMongo;
import io.broadsheet.catalog.QueryPlan;
import org.bson.Document;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.aggregation.Aggregation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the database counts days.
 */
class ArchivePlansIT {

	@RegisterExtension
	private static final ExplainingMongo mongo = new ExplainingMongo(Duration.ofHours(1));

	@ParameterizedTest
	@CsvSource({ ",2026,3", ",2026,", "section-1,2026,3", "section-1,2026," })
	void countingReadsAnIndexAlone(String section, Integer year, Integer month) {
		ArchiveQuery query = new ArchiveQuery(section, year, month);
		List<Document> pipeline = ArchiveQueries.counted(section, query.days(2026))
			.toPipeline(Aggregation.DEFAULT_CONTEXT);
		QueryPlan plan = mongo.plan(pipeline);
		assertThat(plan.isIndexed()).as("%s", plan).isTrue();
		assertThat(plan.readsDocuments()).as("%s", plan).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ ",ASC", ",DESC", "section-1,ASC", "section-1,DESC" })
	void theFirstAndTheLastDayAreTheEndsOfAnIndex(String section, Sort.Direction direction) {
		QueryPlan plan = mongo.plan(ArchiveQueries.outermost(section, direction));
		assertThat(plan.isIndexed()).as("%s", plan).isTrue();
		assertThat(plan.sortsInMemory()).as("%s", plan).isFalse();
		assertThat(plan.readsDocuments()).as("%s", plan).isFalse();
	}

}
