package io.broadsheet.catalog.collection;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.Collections;
import io.broadsheet.catalog.ExplainingMongo;
import io.broadsheet.catalog.QueryPlan;
import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.paging.Cursor;
import io.broadsheet.events.CollectionChanged;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.mongodb.core.query.Criteria;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the database runs the queries of collections.
 */
class CollectionPlansIT {

	private static final Cursor PLACE = new Cursor(Articles.DAWN.toInstant().plusSeconds(3600), "a60");

	@RegisterExtension
	private static final ExplainingMongo mongo = new ExplainingMongo(Duration.ofMinutes(1));

	private final CollectionDocuments documents = new CollectionDocuments(ZoneId.of("UTC"));

	private final CollectionQueries collections = new CollectionQueries(mongo.template(), this.documents);

	private final ArticleQueries articles = new ArticleQueries(mongo.template(), mongo.documents());

	@BeforeEach
	void fill() {
		mongo.template().dropCollection(CollectionDocuments.COLLECTION).block();
		CollectionIndexes.ensure(mongo.template()).block();
		List<Document> shown = IntStream.range(0, 100).mapToObj((i) -> document("c" + i)).toList();
		mongo.template().insert(shown, CollectionDocuments.COLLECTION).blockLast();
	}

	@Test
	void collectionsAreFoundByIndexes() {
		this.collections.find("c7").block();
		this.collections.onShow(Collections.START.toInstant()).collectList().block();
		this.collections.nextStart(Instant.EPOCH).block();
		assertThat(mongo.plansOfAllAsked()).hasSize(3).allMatch(QueryPlan::isIndexed);
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
		assertThat(mongo.plansOfAllAsked()).isNotEmpty().allMatch(QueryPlan::isIndexed);
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
		assertThat(mongo.plansOfAllAsked()).hasSize(18).allMatch(QueryPlan::isIndexed);
	}

	private Document document(String slug) {
		Document document = new Document("_id", slug).append(CollectionDocuments.DELETED, false);
		document.putAll(this.documents
			.fields(Collections.collection(slug, Collections.START, Collections.END, List.of("a1"), "tram")));
		return document;
	}

}
