package io.broadsheet.catalog.collection;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.Collections;
import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.catalog.paging.PagingConfiguration;
import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.CollectionChanged;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The collections that readers get over HTTP.
 */
@WebFluxTest(controllers = CollectionEndpoint.class,
		properties = { "spring.config.name=catalog-service", "PUBLISHER_ZONE=Asia/Ho_Chi_Minh" })
@Import({ CollectionConfiguration.class, PagingConfiguration.class })
@EnableConfigurationProperties(PublisherSettings.class)
class CollectionEndpointTests {

	private static final OffsetDateTime START = Collections.START;

	private static final OffsetDateTime END = Collections.END;

	@Autowired
	private WebTestClient http;

	@Autowired
	private ReactiveMongoTemplate mongo;

	@Autowired
	private EntryDocuments entries;

	@Autowired
	private CollectionDocuments documents;

	@Autowired
	private CollectionMembers members;

	@Autowired
	private SettableClock clock;

	@BeforeEach
	void empty() {
		this.mongo.dropCollection(EntryDocuments.COLLECTION).block();
		this.mongo.dropCollection(CollectionDocuments.COLLECTION).block();
		this.clock.now = START.toInstant();
	}

	@Test
	void aCollectionHasItsBannerAndItsArticles() {
		store(article("a", 0), article("b", 1));
		store(Collections.collection("tet-2026", START, END, List.of("a"), "tet"));
		get("/api/v1/collections/tet-2026").expectStatus()
			.isOk()
			.expectHeader()
			.contentType("application/json")
			.expectHeader()
			.valueEquals("Surrogate-Key", "collection:tet-2026 tag:tet article:a article:b")
			.expectBody()
			.json("""
					{"slug":"tet-2026","title":"All of tet-2026","summary":"The year begins.",
					"image":{"url":"https://paper.example/media/lanterns.svg","caption":"Lanterns",
					"credit":"M. Reyes","alt":"Red lanterns","language":"en","width":1600,"height":400},
					"startsAt":"2026-02-14T00:00:00+07:00","endsAt":"2026-02-23T00:00:00+07:00","count":2,
					"items":[{"id":"a"},{"id":"b"}],"next":null}""", JsonCompareMode.LENIENT)
			.jsonPath("$.items[0].headline")
			.isEqualTo("Phố cổ mở lại tuyến tram")
			.jsonPath("$.pinned")
			.doesNotExist();
	}

	@Test
	void itIsThereFromItsStartUntilItsEnd() {
		store(Collections.collection("tet", START, END, List.of("a"), null));
		isAt(START.toInstant().minusMillis(1), 404);
		isAt(START.toInstant(), 200);
		isAt(END.toInstant().minusMillis(1), 200);
		isAt(END.toInstant(), 404);
	}

	@Test
	void beforeItsTimeAndAfterItIsAsIfItNeverWas() {
		store(Collections.collection("tet", START, END, List.of("a"), null));
		store("del", null, 4);
		this.clock.now = START.toInstant().minusMillis(1);
		EntityExchangeResult<String> surprise = answer("/api/v1/collections/tet");
		EntityExchangeResult<String> unknown = answer("/api/v1/collections/nil");
		EntityExchangeResult<String> deleted = answer("/api/v1/collections/del");
		this.clock.now = END.toInstant();
		EntityExchangeResult<String> over = answer("/api/v1/collections/tet");
		for (EntityExchangeResult<String> answer : List.of(surprise, unknown, deleted, over)) {
			assertThat(answer.getStatus().value()).isEqualTo(404);
			assertThat(answer.getResponseHeaders().getCacheControl()).isEqualTo("no-cache");
			assertThat(answer.getResponseHeaders().headerSet()).isEqualTo(unknown.getResponseHeaders().headerSet());
			assertThat(answer.getResponseBody().replaceAll("/collections/[a-z]+", "/collections/x"))
				.contains("\"/problems/not-found\"")
				.isEqualTo(unknown.getResponseBody().replaceAll("/collections/[a-z]+", "/collections/x"));
		}
	}

	@Test
	void noCacheKeepsACollectionPastItsEnd() {
		store(Collections.collection("tet", START, END, List.of("a"), null));
		store(Collections.collection("always", null, null, List.of("a"), null));
		keeps("/api/v1/collections/tet", END.toInstant().minusSeconds(61), 60);
		keeps("/api/v1/collections/tet", END.toInstant().minusSeconds(60), 59);
		keeps("/api/v1/collections/tet", END.toInstant().minusMillis(1500), 0);
		keeps("/api/v1/collections/tet", END.toInstant().minusMillis(1), 0);
		keeps("/api/v1/collections/always", END.toInstant().minusMillis(1), 60);
	}

	@Test
	void noCacheKeepsTheListPastTheNextStartOrEnd() {
		store(Collections.collection("tet", START, END, List.of("a"), null));
		store(Collections.collection("next", END.minusSeconds(20), null, List.of("a"), null));
		keeps("/api/v1/collections", START.toInstant().minusSeconds(30), 29);
		keeps("/api/v1/collections", START.toInstant(), 60);
		keeps("/api/v1/collections", END.toInstant().minusSeconds(30), 9);
		keeps("/api/v1/collections", END.toInstant().minusSeconds(20), 19);
		keeps("/api/v1/collections", END.toInstant(), 60);
	}

	@Test
	void theListHasThoseOnShowTheLastStartedFirst() {
		store(article("a", 0), article("b", 1), withdrawn("w"));
		store(Collections.collection("old", START.minusDays(9), END, List.of("a", "w", "nobody"), "tet"));
		store(Collections.collection("new", START, null, List.of("a"), null));
		store(Collections.collection("always-b", null, null, List.of("w"), "none"));
		store(Collections.collection("always-a", null, END, List.of(), "tet"));
		store(Collections.collection("future", START.plusNanos(1_000_000), null, List.of("a"), null));
		store(Collections.collection("past", null, START, List.of("a"), null));
		store("gone", null, 9);
		get("/api/v1/collections").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "collections latest")
			.expectBody()
			.jsonPath("$.items[*].slug")
			.value(List.class, (slugs) -> assertThat(slugs).isEqualTo(List.of("new", "old", "always-a", "always-b")))
			.jsonPath("$.items[*].count")
			.value(List.class, (counts) -> assertThat(counts).isEqualTo(List.of(1, 2, 2, 0)))
			.jsonPath("$.items[0].startsAt")
			.isEqualTo("2026-02-14T00:00:00+07:00")
			.jsonPath("$.items[0].endsAt")
			.doesNotExist()
			.jsonPath("$.items[0].image.alt")
			.isEqualTo("Red lanterns")
			.jsonPath("$.items[0].items")
			.doesNotExist()
			.jsonPath("$.next")
			.value((next) -> assertThat(next).isNull());
	}

	@Test
	void withoutCollectionsTheListIsEmpty() {
		get("/api/v1/collections").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Cache-Control", "max-age=60")
			.expectBody()
			.json("{\"items\":[],\"next\":null}", JsonCompareMode.STRICT);
	}

	@Test
	void thoseThatArePinnedStandFirstThenTheNewestOfTheTag() {
		store(article("t1", 1), article("t2", 2), article("t3", 3), article("p1", 9), article("p2", 0), withdrawn("w"));
		store(Collections.collection("tet", null, null, List.of("p2", "w", "t1", "nobody", "p1", "p2"), "tet"));
		List<String> all = List.of("p2", "t1", "p1", "t3", "t2");
		assertThat(ids("/api/v1/collections/tet")).isEqualTo(all);
		for (int limit = 1; limit <= 6; limit++) {
			assertThat(pages("/api/v1/collections/tet?limit=" + limit)).as("limit %d", limit).isEqualTo(all);
		}
	}

	@Test
	void whatIsPublishedWhileSomebodyTurnsPagesMovesNothing() {
		store(article("p", 0), article("t1", 1), article("t2", 2), article("t3", 3));
		store(Collections.collection("tet", null, null, List.of("p"), "tet"));
		String next = next("/api/v1/collections/tet?limit=2");
		store(article("newcomer", 9));
		assertThat(ids(next)).containsExactly("t2", "t1");
	}

	@Test
	void whoIsUnpinnedWhileSomebodyTurnsPagesLeavesTheOthersInTheirPlaces() {
		store(article("p1", 0), article("p2", 0), article("p3", 0));
		store(Collections.collection("cup", null, null, List.of("p1", "p2", "p3"), null));
		String next = next("/api/v1/collections/cup?limit=1");
		this.mongo.remove(new Query(), CollectionDocuments.COLLECTION).block();
		store(Collections.collection("cup", null, null, List.of("p2", "p3"), null));
		assertThat(ids(next)).containsExactly("p2");
	}

	@Test
	void aTagAloneOrPinnedAloneIsEnough() {
		store(article("a", 1), article("b", 2));
		store(Collections.collection("tag", null, null, List.of(), "tet"));
		store(Collections.collection("pinned", null, null, List.of("a"), null));
		assertThat(pages("/api/v1/collections/tag?limit=1")).containsExactly("b", "a");
		assertThat(pages("/api/v1/collections/pinned?limit=1")).containsExactly("a");
	}

	@Test
	void anAnswerThatLacksAnArticleDependsOnWhateverIsPublished() {
		store(article("a", 1));
		store(Collections.collection("cup", null, null, List.of("a", "soon"), null));
		get("/api/v1/collections/cup").expectHeader().valueEquals("Surrogate-Key", "collection:cup latest article:a");
	}

	@Test
	void aCursorBelongsToItsCollection() {
		store(article("a", 1), article("b", 2));
		store(Collections.collection("tet", null, null, List.of(), "tet"));
		store(Collections.collection("cup", null, null, List.of(), "tet"));
		String next = next("/api/v1/collections/tet?limit=1");
		refuses(next.replace("collections/tet", "collections/cup"), "cursor");
		refuses(next + "A", "cursor");
	}

	@ParameterizedTest
	@CsvSource({ "tet?limit=0,limit", "tet?limit=101,limit", "tet?limit=x,limit", "tet?limit=1&limit=1,limit",
			"tet?cursor=x,cursor", "tet?page=2,page", "?limit=5,limit", "?section=city,section" })
	void aParameterThatCantBeMeantIsRefusedByName(String address, String parameter) {
		refuses("/api/v1/collections" + (address.startsWith("?") ? "" : "/") + address, parameter);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{$gt:\"\"}", "a\u0000", "%", "TET", "a b" })
	void anAddressThatCantBeACollectionsIsNotFound(String slug) {
		this.http.get().uri("/api/v1/collections/{slug}", slug).exchange().expectStatus().isNotFound();
	}

	@Test
	void listsOfArticlesAreToldWhatBelongsToACollectionOnShow() {
		store(article("a", 1), article("b", 2), article("c", 3, "other"));
		store(Collections.collection("both", START, END, List.of("c", "a"), "tet"));
		store(Collections.collection("tag", null, null, List.of(), "other"));
		assertThat(memberIds("both")).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(memberIds("tag")).containsExactly("c");
		assertThat(memberIds("nothing")).isNull();
		this.clock.now = END.toInstant();
		assertThat(memberIds("both")).isNull();
		this.clock.now = START.toInstant().minusMillis(1);
		assertThat(memberIds("both")).isNull();
	}

	private List<String> memberIds(String slug) {
		return this.members.members(slug)
			.map(CollectionMembers.Members::criteria)
			.flatMap((criteria) -> this.mongo.find(Query.query(criteria), Document.class, EntryDocuments.COLLECTION)
				.map((found) -> found.getString("_id"))
				.collectList())
			.block();
	}

	private void isAt(Instant now, int status) {
		this.clock.now = now;
		get("/api/v1/collections/tet").expectStatus().isEqualTo(status);
	}

	private void keeps(String uri, Instant now, int seconds) {
		this.clock.now = now;
		get(uri).expectStatus().isOk().expectHeader().valueEquals("Cache-Control", "max-age=" + seconds);
	}

	private List<String> pages(String uri) {
		List<String> result = new ArrayList<>();
		for (String page = uri; page != null; page = next(page)) {
			List<String> ids = ids(page);
			assertThat(ids).isNotEmpty();
			result.addAll(ids);
		}
		return result;
	}

	private String next(String uri) {
		String link = get(uri).expectStatus().isOk().expectBody().returnResult().getResponseHeaders().getFirst("Link");
		return (link != null) ? link.substring(1, link.indexOf('>')) : null;
	}

	private List<String> ids(String uri) {
		List<String> ids = new ArrayList<>();
		get(uri).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[*].id")
			.value(List.class, (found) -> found.forEach((id) -> ids.add((String) id)));
		return ids;
	}

	private EntityExchangeResult<String> answer(String uri) {
		return get(uri).expectBody(String.class).returnResult();
	}

	private void refuses(String uri, String parameter) {
		get(uri).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody()
			.jsonPath("$.parameter")
			.isEqualTo(parameter);
	}

	private WebTestClient.ResponseSpec get(String uri) {
		return this.http.get().uri(URI.create(uri)).exchange();
	}

	private static CatalogEntry article(String id, int minutes) {
		return article(id, minutes, "tet");
	}

	private static CatalogEntry article(String id, int minutes, String tag) {
		Article article = Articles.article(id, 1, "city", Articles.DAWN.plusMinutes(minutes));
		return new CatalogEntry.Published(new Article(article.id(), article.externalId(), article.revision(),
				article.slug(), article.aliases(), article.url(), article.headline(), article.summary(), article.body(),
				article.language(), article.section(), List.of(tag), article.authors(), article.dateline(),
				article.images(), article.publishedAt(), article.updatedAt(), article.corrections(), article.source(),
				article.rankable()));
	}

	private static CatalogEntry withdrawn(String id) {
		return new CatalogEntry.Withdrawn(new ArticleWithdrawn(id, 3, "gone-" + id, List.of(), "city", List.of("tet"),
				"vi", Articles.DAWN, Articles.DAWN.plusDays(1), "It was wrong."));
	}

	private void store(CatalogEntry... articles) {
		for (CatalogEntry entry : articles) {
			this.mongo.insert(StoredDocuments.of(this.entries, entry), EntryDocuments.COLLECTION).block();
		}
	}

	private void store(CollectionChanged collection) {
		store(collection.slug(), collection, 0);
	}

	private void store(String slug, CollectionChanged collection, long offset) {
		Document document = new Document("_id", slug).append("log", "log")
			.append("partition", 0)
			.append("offset", offset)
			.append("deleted", collection == null);
		if (collection != null) {
			document.putAll(this.documents.fields(collection));
		}
		this.mongo.insert(document, CollectionDocuments.COLLECTION).block();
	}

	/** A clock that stands still until it is set. */
	static class SettableClock extends Clock {

		private volatile Instant now = START.toInstant();

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Database {

		@Bean
		SettableClock settableClock() {
			return new SettableClock();
		}

		@Bean(destroyMethod = "close")
		TestMongo testMongo() {
			return new TestMongo();
		}

		@Bean
		ReactiveMongoTemplate reactiveMongoTemplate(TestMongo mongo) {
			return mongo.template();
		}

		@Bean
		EntryDocuments entryDocuments() {
			return new EntryDocuments(ZoneId.of("Asia/Ho_Chi_Minh"));
		}

		@Bean
		ArticleQueries articleQueries(ReactiveMongoTemplate mongo, EntryDocuments documents) {
			return new ArticleQueries(mongo, documents);
		}

	}

}
