package io.broadsheet.catalog.feed;

import java.time.Duration;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.ExplainingMongo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the database runs the queries of feeds.
 */
class FeedPlansIT {

	@RegisterExtension
	private static final ExplainingMongo mongo = new ExplainingMongo(Duration.ofMinutes(1));

	@Test
	void everyFeedReadsAnIndexInItsOrder() {
		FeedQueries feeds = new FeedQueries(mongo.template(), mongo.documents());
		feeds.newest(null, 50).block();
		feeds.newest("section-1", 50).block();
		feeds.since(Articles.DAWN.plusHours(2).toInstant(), 1000).block();
		assertThat(mongo.plansOfAllAsked()).hasSize(3).allMatch((plan) -> plan.isIndexed() && !plan.sortsInMemory());
	}

}
