package io.broadsheet.catalog.related;

import java.time.Duration;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.ExplainingMongo;
import io.broadsheet.catalog.QueryPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the database finds candidates.
 */
class RelatedPlansIT {

	@RegisterExtension
	private static final ExplainingMongo mongo = new ExplainingMongo(Duration.ofMinutes(1));

	@Test
	void theNewestOfASectionAreTheBeginningOfAnIndex() {
		QueryPlan plan = mongo.plan(RelatedArticles.sameSection(Articles.article("a", 1, "section-1", Articles.DAWN)));
		assertThat(plan.isIndexed()).as("%s", plan).isTrue();
		assertThat(plan.sortsInMemory()).as("%s", plan).isFalse();
	}

	@Test
	void theNewestThatShareATagAreMergedFromBeginningsOfAnIndex() {
		QueryPlan plan = mongo.plan(RelatedArticles.sharedTags(Articles.article("a", 1, "section-1", Articles.DAWN)));
		assertThat(plan.isIndexed()).as("%s", plan).isTrue();
		assertThat(plan.sortsInMemory()).as("%s", plan).isFalse();
	}

}
