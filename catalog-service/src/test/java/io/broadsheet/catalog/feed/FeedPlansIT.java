package io.broadsheet.catalog.feed;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.QueryPlan;
import io.broadsheet.catalog.RecordedCommands;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import io.broadsheet.catalog.entry.StoredDocuments;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * How the database runs the queries of feeds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedPlansIT {

	private final RecordedCommands asked = new RecordedCommands();

	private final TestMongo mongo = new TestMongo(this.asked);

	@AfterAll
	void drop() {
		this.mongo.close();
	}

	@Test
	void everyFeedReadsAnIndexInItsOrder() {
		assumeFalse(this.mongo.isStandIn(),
				"The stand-in does not explain queries: name a server in BROADSHEET_TEST_MONGODB_URI");
		EntryDocuments documents = new EntryDocuments(ZoneId.of("UTC"));
		new EntryIndexes(this.mongo.template()).ensure().block();
		List<Document> entries = IntStream.range(0, 500)
			.mapToObj((i) -> Articles.article("a" + i, 1, "section-" + i % 5, Articles.DAWN.plusMinutes(i)))
			.map((article) -> StoredDocuments.of(documents, new CatalogEntry.Published(article)))
			.toList();
		this.mongo.template().insert(entries, EntryDocuments.COLLECTION).blockLast();
		FeedQueries feeds = new FeedQueries(this.mongo.template(), documents);
		this.asked.take();
		feeds.newest(null, 50).block();
		feeds.newest("section-1", 50).block();
		feeds.since(Articles.DAWN.plusHours(2).toInstant(), 1000).block();
		List<QueryPlan> plans = this.asked.take()
			.stream()
			.map((command) -> QueryPlan.of(this.mongo.template(), command))
			.toList();
		assertThat(plans).hasSize(3).allMatch((plan) -> plan.isIndexed() && !plan.sortsInMemory());
	}

}
