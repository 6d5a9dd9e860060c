package io.broadsheet.catalog.taxonomy;

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
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * How the database counts sections and tags.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaxonomyPlansIT {

	private final TestMongo mongo = new TestMongo();

	@BeforeAll
	void fill() {
		if (this.mongo.isStandIn()) {
			return;
		}
		EntryDocuments documents = new EntryDocuments(ZoneId.of("UTC"));
		new EntryIndexes(this.mongo.template()).ensure().block();
		List<Document> entries = IntStream.range(0, 200)
			.mapToObj((i) -> StoredDocuments.of(documents,
					new CatalogEntry.Published(
							Articles.article("a" + i, 1, "section-" + i % 5, Articles.DAWN.plusMinutes(i)))))
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

	@Test
	void countingReadsIndexesAlone() {
		for (List<Bson> pipeline : List.of(TaxonomyQueries.sectionPipeline(), TaxonomyQueries.tagPipeline(null, 20),
				TaxonomyQueries.tagPipeline(new SlugCount("tram", 7), 20))) {
			List<Document> stages = pipeline.stream().map((stage) -> new Document(stage.toBsonDocument())).toList();
			QueryPlan plan = QueryPlan.of(this.mongo.template(),
					new Document("aggregate", EntryDocuments.COLLECTION).append("pipeline", stages)
						.append("cursor", new Document()));
			assertThat(plan.isIndexed()).as("%s", plan).isTrue();
			assertThat(plan.readsDocuments()).as("%s", plan).isFalse();
		}
	}

}
