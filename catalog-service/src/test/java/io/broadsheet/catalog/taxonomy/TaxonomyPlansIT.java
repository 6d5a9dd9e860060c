package io.broadsheet.catalog.taxonomy;

import java.time.Duration;
import java.util.List;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.ExplainingMongo;
import io.broadsheet.catalog.QueryPlan;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the database counts sections and tags.
 */
class TaxonomyPlansIT {

	@RegisterExtension
	private static final ExplainingMongo mongo = new ExplainingMongo(Duration.ofMinutes(1));

	@Test
	void countingReadsIndexesAlone() {
		for (List<Bson> pipeline : List.of(TaxonomyQueries.sectionPipeline(), TaxonomyQueries.tagPipeline(null, 20),
				TaxonomyQueries.tagPipeline(new SlugCount("tram", 7), 20))) {
			List<Document> stages = pipeline.stream().map((stage) -> new Document(stage.toBsonDocument())).toList();
			QueryPlan plan = mongo.plan(stages);
			assertThat(plan.isIndexed()).as("%s", plan).isTrue();
			assertThat(plan.readsDocuments()).as("%s", plan).isFalse();
		}
	}

}
