package io.broadsheet.catalog.collection;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.Collections;
import io.broadsheet.catalog.QueryPlan;
import io.broadsheet.catalog.RecordedCommands;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.EntryIndexes;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.catalog.paging.Cursor;
import io.broadsheet.events.CollectionChanged;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.data.mongodb.core.query.Criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * How the database runs the queries of collections.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectionPlansIT {

	private static final Cursor PLACE = new Cursor(Articles.DAWN.toInstant().plusSeconds(3600), "a60");

	private final RecordedCommands asked = new RecordedCommands();

	private final TestMongo mongo = new TestMongo(this.asked);

	private final EntryDocuments entries = new EntryDocuments(ZoneId.of("UTC"));

	private final CollectionDocuments documents = new CollectionDocuments(ZoneId.of("UTC"));

	private final CollectionQueries collections = new CollectionQueries(this.mongo.template(), this.documents);

	private final ArticleQueries articles = new ArticleQueries(this.mongo.template(), this.entries);

	@BeforeAll
	void fill() {
		if (this.mongo.isStandIn()) {
			return;
		}
		new EntryIndexes(this.mongo.template()).ensure().block();
		CollectionIndexes.ensure(this.mongo.template()).block();
		List<Document> stored = IntStream.range(0, 500)
			.mapToObj((i) -> Articles.article("a" + i, 1, "section-" + i % 5, Articles.DAWN.plusMinutes(i)))
			.map((article) -> StoredDocuments.of(this.entries, new CatalogEntry.Published(article)))
			.toList();
		this.mongo.template().insert(stored, EntryDocuments.COLLECTION).blockLast();
		List<Document> shown = IntStream.range(0, 100).mapToObj((i) -> document("c" + i)).toList();
		this.mongo.template().insert(shown, CollectionDocuments.COLLECTION).blockLast();
		this.asked.take();
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
	void collectionsAreFoundByIndexes() {
		this.collections.find("c7").block();
		this.collections.onShow(Collections.START.toInstant()).collectList().block();
		this.collections.nextStart(Instant.EPOCH).block();
		assertThat(plans()).hasSize(3).allMatch(QueryPlan::isIndexed);
	}

	@Test
	void theArticlesOfACollectionAreFoundAndCountedByIndexes() {
		CollectionArticles stretches = new CollectionArticles(this.articles);
		for (String tag : new @Nullable String[] { null, "tram" }) {
			CollectionChanged collection = Collections.collection("c", null, null, List.of("a1", "a2", "gone"), tag);
			this.collections.count(collection).block();
			stretches.stretch(collection, null, 20).block();
			stretches.stretch(collection, new CollectionPlace.Pinned(0, "a1"), 20).block();
			stretches.stretch(collection, new CollectionPlace.Tagged(PLACE), 20).block();
		}
		assertThat(plans()).isNotEmpty().allMatch(QueryPlan::isIndexed);
	}

	@Test
	void aListOfACollectionIsReadByIndexes() {
		for (CollectionMembers.Members members : List.of(new CollectionMembers.Members(List.of("a1", "a2"), "tram"),
				new CollectionMembers.Members(List.of("a1", "a2"), null),
				new CollectionMembers.Members(List.of(), "tram"))) {
			for (ArticleSort sort : ArticleSort.values()) {
				for (Cursor after : new @Nullable Cursor[] { null, PLACE }) {
					Criteria criteria = new Criteria().andOperator(ArticleFilter.NONE.criteria(), members.criteria());
					this.articles.cards(criteria, sort, after, 21).block();
				}
			}
		}
		assertThat(plans()).hasSize(18).allMatch(QueryPlan::isIndexed);
	}

	private List<QueryPlan> plans() {
		List<QueryPlan> plans = new ArrayList<>();
		for (Document command : this.asked.take()) {
			plans.add(QueryPlan.of(this.mongo.template(), command));
		}
		return plans;
	}

	private Document document(String slug) {
		Document document = new Document("_id", slug).append(CollectionDocuments.DELETED, false);
		document.putAll(this.documents
			.fields(Collections.collection(slug, Collections.START, Collections.END, List.of("a1"), "tram")));
		return document;
	}

}
