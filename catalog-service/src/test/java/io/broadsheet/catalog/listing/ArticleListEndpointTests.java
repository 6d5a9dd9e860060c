package io.broadsheet.catalog.listing;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.catalog.paging.PagingConfiguration;
import io.broadsheet.events.ArticleWithdrawn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lists that readers get over HTTP.
 */
@WebFluxTest(controllers = ArticleListEndpoint.class,
		properties = { "spring.config.name=catalog-service", "PUBLISHER_ZONE=Asia/Ho_Chi_Minh" })
@Import({ ListingConfiguration.class, PagingConfiguration.class })
@EnableConfigurationProperties(PublisherSettings.class)
class ArticleListEndpointTests {

	private static final String HANOI = "Asia/Ho_Chi_Minh";

	@Autowired
	private WebTestClient http;

	@Autowired
	private ReactiveMongoTemplate mongo;

	@Autowired
	private EntryDocuments documents;

	@BeforeEach
	void fill() {
		this.mongo.dropCollection(EntryDocuments.COLLECTION).block();
		store(new CatalogEntry.Published(Articles.article("a", 2)),
				new CatalogEntry.Published(Articles.article("b", 1, "city", Articles.DAWN.plusMinutes(1))),
				new CatalogEntry.Published(Articles.article("c", 1, "city", Articles.DAWN)),
				new CatalogEntry.Withdrawn(new ArticleWithdrawn("w", 3, "gone-w", List.of("old-w"), "city", List.of(),
						"en", Articles.DAWN, Articles.DAWN.plusDays(1), "It was wrong.")));
	}

	@Test
	void aListHasTheNewestFirstAndNothingWithdrawn() {
		get("/api/v1/articles").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "latest article:b article:c article:a")
			.expectHeader()
			.doesNotExist("Link")
			.expectBody()
			.jsonPath("$.items[*].id")
			.value(List.class, (ids) -> assertThat(ids).isEqualTo(List.of("b", "c", "a")))
			.jsonPath("$.items[0].publishedAt")
			.isEqualTo("2026-03-01T06:31:00+07:00")
			.jsonPath("$.items[0].image.alt")
			.isEqualTo("A tram")
			.jsonPath("$.items[0].body")
			.doesNotExist()
			.jsonPath("$.next")
			.value((next) -> assertThat(next).isNull());
	}

	@Test
	void aListOfASectionGoesOnWithItsCursor() {
		String link = get("/api/v1/articles?section=city&limit=1").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "section:city article:b")
			.expectBody()
			.returnResult()
			.getResponseHeaders()
			.getFirst("Link");
		assertThat(link).startsWith("</api/v1/articles?section=city&limit=1&cursor=").endsWith(">; rel=\"next\"");
		String next = link.substring(1, link.indexOf('>'));
		get(next).expectBody().jsonPath("$.items[0].id").isEqualTo("c").jsonPath("$.items.length()").isEqualTo(1);
		refuses(next.replace("city", "transport"), "cursor");
		refuses(next.replace("section=city&", ""), "cursor");
		refuses(next + "!", "cursor");
	}

	@ParameterizedTest
	@CsvSource({ "limit=0,limit", "limit=101,limit", "limit=-1,limit", "limit=,limit", "limit=ten,limit",
			"limit=99999999999999999999,limit", "limit=1e1,limit", "limit=5&limit=5,limit", "section=,section",
			"section,section", "section=City,section", "section=a b,section", "section=%00,section",
			"section=a&section=b,section", "section={$gt:\"\"},section", "cursor=,cursor", "cursor=x,cursor",
			"cursor=x&cursor=y,cursor", "sort=,sort", "sort=relevance,sort", "sort=updatedAt,sort",
			"sort=$natural,sort", "from=2025-02-30,from", "from=2026-03-02&to=2026-03-01,from", "to=now,to",
			"author=%20,author", "author=%FF,author", "language=x,language", "collection=*,collection", "tag=.*,tag" })
	void aValueThatCantBeMeantIsRefusedByName(String query, String parameter) {
		refuses("/api/v1/articles?" + query, parameter);
	}

	@ParameterizedTest
	@ValueSource(strings = { "section", "limit", "cursor" })
	void aValueOfTenKilobytesIsRefused(String parameter) {
		refuses("/api/v1/articles?" + parameter + "=" + "1".repeat(10_240), parameter);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100 })
	void theEdgesOfTheLimitAreAllowed(int limit) {
		get("/api/v1/articles?limit=" + limit).expectStatus().isOk();
	}

	@Test
	void aSectionThatHasNoArticlesIsAnEmptyList() {
		get("/api/v1/articles?section=nothing").expectStatus()
			.isOk()
			.expectBody()
			.json("{\"items\":[],\"next\":null}", JsonCompareMode.STRICT);
	}

	@ParameterizedTest
	@CsvSource({ "author=linh do,b c a", "author=LINH ĐỖ,b c a", "author=Linh,''", "tag=tram,b c a", "tag=trams,''",
			"language=vi,b c a", "language=VI,b c a", "language=vi-VN,''", "language=en,''", "section=transport,a",
			"collection=festival,c", "collection=unknown,''", "date=2026-03-01,b c a", "date=2026-02-28,''",
			"date=2026-03-02,''", "from=2026-03-01,b c a", "to=2026-03-01,b c a", "to=2026-02-28,''",
			"from=2026-02-28T23:31:00Z,b", "to=2026-02-28T23:31:00Z,c a", "from=2026-03-01T06:31:00%2B07:00,b",
			"section=city&tag=tram&language=vi&date=2026-03-01&author=linh%20do&collection=festival,c",
			"sort=publishedAt,a c b", "sort=-publishedAt,b c a", "sort=-updatedAt,a b c" })
	void aListHasWhatItsFilterLetsPassInTheOrderOfItsSort(String query, String ids) {
		List<String> expected = ids.isEmpty() ? List.of() : List.of(ids.split(" "));
		get("/api/v1/articles?" + query).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[*].id")
			.value(List.class, (found) -> assertThat(found).isEqualTo(expected));
	}

	@ParameterizedTest
	@CsvSource({ "tag=tram,tag:tram", "section=city,section:city", "section=city&tag=tram,tag:tram", "author=x,latest",
			"collection=festival,collection:festival latest" })
	void aListNamesTheNarrowestKeyThatPurgesIt(String query, String keys) {
		String header = get("/api/v1/articles?" + query).returnResult(Void.class)
			.getResponseHeaders()
			.getFirst("Surrogate-Key");
		assertThat(header.replaceAll(" ?article:\\w", "")).isEqualTo(keys);
	}

	@Test
	void aParameterThatListsDontHaveIsRefusedByName() {
		for (String name : List.of("secton", "q", "section[$ne]", "$where", "page")) {
			get("/api/v1/articles?" + name + "=x").expectStatus()
				.isBadRequest()
				.expectBody()
				.jsonPath("$.type")
				.isEqualTo("/problems/unknown-parameter")
				.jsonPath("$.parameter")
				.isEqualTo(name);
		}
	}

	private void refuses(String uri, String parameter) {
		get(uri).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/invalid-parameter")
			.jsonPath("$.parameter")
			.isEqualTo(parameter)
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("`" + parameter + "`"));
	}

	private WebTestClient.ResponseSpec get(String uri) {
		String encoded = uri.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22").replace(" ", "%20");
		return this.http.get().uri(URI.create(encoded)).exchange();
	}

	private void store(CatalogEntry... entries) {
		for (CatalogEntry entry : entries) {
			this.mongo.insert(StoredDocuments.of(this.documents, entry), EntryDocuments.COLLECTION).block();
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Database {

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
			return new EntryDocuments(ZoneId.of(HANOI));
		}

		@Bean
		ArticleQueries articleQueries(ReactiveMongoTemplate mongo, EntryDocuments documents) {
			return new ArticleQueries(mongo, documents);
		}

		@Bean
		CollectionMembers collectionMembers() {
			return (slug) -> "festival".equals(slug) ? Mono.just(new CollectionMembers.Members(List.of("c", "w"), null))
					: Mono.empty();
		}

	}

}
