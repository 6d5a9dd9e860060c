package io.broadsheet.catalog;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import io.broadsheet.catalog.entry.StoredDocuments;
import org.bson.Document;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * A database with 500 articles and their indexes that tells how it answers questions.
 * Where there is none that does, tests skip themselves.
 */
public final class ExplainingMongo implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	private static final int ARTICLES = 500;

	private final RecordedCommands asked = new RecordedCommands();

	private final TestMongo mongo = new TestMongo(this.asked);

	private final EntryDocuments documents = new EntryDocuments(ZoneId.of("UTC"));

	private final Duration apart;

	/**
	 * Prepares it.
	 * @param apart how long after one article the next was published
	 */
	public ExplainingMongo(Duration apart) {
		this.apart = apart;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (this.mongo.isStandIn()) {
			return;
		}
		new EntryIndexes(template()).ensure().block();
		List<Document> entries = IntStream.range(0, ARTICLES)
			.mapToObj((i) -> Articles.article("a" + i, 1, "section-" + i % 5,
					Articles.DAWN.plus(this.apart.multipliedBy(i))))
			.map((article) -> StoredDocuments.of(this.documents, new CatalogEntry.Published(article)))
			.toList();
		template().insert(entries, EntryDocuments.COLLECTION).blockLast();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		assumeFalse(this.mongo.isStandIn(),
				"The stand-in does not explain queries: name a server in BROADSHEET_TEST_MONGODB_URI");
		this.asked.take();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.mongo.close();
	}

	public ReactiveMongoTemplate template() {
		return this.mongo.template();
	}

	public EntryDocuments documents() {
		return this.documents;
	}

	/**
	 * How a query of the articles would be answered.
	 */
	public QueryPlan plan(Query query) {
		Document find = new Document("find", EntryDocuments.COLLECTION).append("filter", query.getQueryObject())
			.append("projection", query.getFieldsObject())
			.append("limit", query.getLimit());
		if (!query.getSortObject().isEmpty()) {
			find.append("sort", query.getSortObject());
		}
		return QueryPlan.of(template(), find);
	}

	/**
	 * How an aggregation of the articles would be answered.
	 */
	public QueryPlan plan(List<Document> pipeline) {
		return QueryPlan.of(template(),
				new Document("aggregate", EntryDocuments.COLLECTION).append("pipeline", pipeline)
					.append("cursor", new Document()));
	}

	/**
	 * How all was answered that was asked since a test began, or since the last time.
	 */
	public List<QueryPlan> plansOfAllAsked() {
		return this.asked.take().stream().map((command) -> QueryPlan.of(template(), command)).toList();
	}

}
