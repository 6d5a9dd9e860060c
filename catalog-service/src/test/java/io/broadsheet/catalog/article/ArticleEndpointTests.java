package io.broadsheet.catalog.article;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.events.ArticleWithdrawn;
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
import org.springframework.http.HttpHeaders;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * What readers get over HTTP.
 */
@WebFluxTest(controllers = ArticleEndpoint.class,
		properties = { "spring.config.name=catalog-service", "PUBLISHER_ZONE=Asia/Ho_Chi_Minh",
				"PUBLISHER_NAME=The Paper" })
@Import(ArticleConfiguration.class)
@EnableConfigurationProperties(PublisherSettings.class)
class ArticleEndpointTests {

	private static final Instant NOW = Articles.DAWN.toInstant().plus(Duration.ofDays(30)).plusMillis(700);

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

	@ParameterizedTest
	@ValueSource(strings = { "a", "tram-2-a" })
	void anArticleIsFoundByIdAndBySlug(String address) {
		get("/api/v1/articles/" + address).expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("ETag", "\"2\"")
			.expectHeader()
			.valueEquals("Last-Modified", "Sun, 01 Mar 2026 00:30:00 GMT")
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:a")
			.expectHeader()
			.contentType("application/json")
			.expectBody()
			.json("""
					{"id":"a","externalId":"desk/a","revision":2,"state":"published","slug":"tram-2-a",
					"url":"https://paper.example/articles/tram-2-a","headline":"Phố cổ mở lại tuyến tram",
					"summary":"The first cars ran at dawn.","body":"<p>At dawn.</p>","language":"vi",
					"section":"transport","tags":["tram","city-hall"],"authors":[{"name":"Linh Đỗ"}],
					"dateline":"Hà Nội","images":[{"url":"https://paper.example/media/tram.svg",
					"caption":"A tram leaves","credit":"M. Reyes","alt":"A tram","language":"en","width":1200,
					"height":800}],"publishedAt":"2026-03-01T06:30:00+07:00",
					"updatedAt":"2026-03-01T07:30:00+07:00","corrections":[{"at":"2026-03-01T07:30:00+07:00",
					"note":"The year was wrong."}],"source":{"name":"Harbour Wire","url":"https://wire.example/1"},
					"rankable":true}""", JsonCompareMode.STRICT);
	}

	@Test
	void whatTheReaderHasIsNotSentAgain() {
		this.http.get()
			.uri("/api/v1/articles/a")
			.header("If-None-Match", "\"2\"")
			.exchange()
			.expectStatus()
			.isNotModified()
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:a")
			.expectBody()
			.isEmpty();
		this.http.get()
			.uri("/api/v1/articles/a")
			.header("If-Modified-Since", "Sun, 01 Mar 2026 00:30:00 GMT")
			.exchange()
			.expectStatus()
			.isNotModified()
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:a");
		this.http.get().uri("/api/v1/articles/a").header("If-None-Match", "\"1\"").exchange().expectStatus().isOk();
		this.http.get()
			.uri("/api/v1/articles/a")
			.header("If-Modified-Since", "Sun, 01 Mar 2026 00:29:59 GMT")
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void anAliasRedirectsToTheSlug() {
		get("/api/v1/articles/tram-a").expectStatus()
			.isEqualTo(301)
			.expectHeader()
			.valueEquals("Location", "/api/v1/articles/tram-2-a")
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "w", "gone-w", "old-w" })
	void aWithdrawnArticleIsGoneAndSaysWhy(String address) {
		get("/api/v1/articles/" + address).expectStatus()
			.isEqualTo(410)
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:w")
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/gone")
			.jsonPath("$.status")
			.isEqualTo(410)
			.jsonPath("$.detail")
			.isEqualTo("It was wrong.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "{$gt:\"\"}", "a\u0000", "%", "..", "A" })
	void whereNothingIsNothingIsFound(String address) {
		this.http.get()
			.uri("/api/v1/articles/{address}", address)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.valueEquals("Surrogate-Key", "latest")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/not-found");
	}

	@Test
	void theFrameworksOwnErrorsAreProblemsToo() {
		get("/api/v1/nothing").expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/not-found");
		this.http.delete()
			.uri("/api/v1/articles/a")
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/method-not-allowed");
		this.http.get()
			.uri("/api/v1/articles/a")
			.header("Accept", "image/png")
			.exchange()
			.expectStatus()
			.isEqualTo(406);
	}

	@Test
	void machinesGetTheArticleInTheWordsOfSchemaOrg() {
		this.http.get()
			.uri("/api/v1/articles/a")
			.header("Accept", "application/ld+json")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType("application/ld+json")
			.expectHeader()
			.valueEquals("Vary", "Accept")
			.expectHeader()
			.valueEquals("ETag", "\"2-ld\"")
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:a")
			.expectBody()
			.json("""
					{"@context":"https://schema.org","@type":"NewsArticle",
					"@id":"https://paper.example/articles/tram-2-a","url":"https://paper.example/articles/tram-2-a",
					"mainEntityOfPage":"https://paper.example/articles/tram-2-a","identifier":"a",
					"headline":"Phố cổ mở lại tuyến tram","description":"The first cars ran at dawn.",
					"articleBody":"At dawn.","articleSection":"transport","keywords":["tram","city-hall"],
					"inLanguage":"vi","dateline":"Hà Nội","datePublished":"2026-03-01T06:30:00+07:00",
					"dateModified":"2026-03-01T07:30:00+07:00","author":[{"@type":"Person","name":"Linh Đỗ"}],
					"publisher":{"@type":"Organization","name":"The Paper"},
					"sourceOrganization":{"@type":"Organization","name":"Harbour Wire","url":"https://wire.example/1"},
					"image":[{"@type":"ImageObject","url":"https://paper.example/media/tram.svg",
					"caption":"A tram leaves","creditText":"M. Reyes","description":"A tram","inLanguage":"en",
					"width":1200,"height":800}],"correction":[{"@type":"CorrectionComment",
					"text":"The year was wrong.","datePublished":"2026-03-01T07:30:00+07:00"}]}""",
					JsonCompareMode.STRICT);
	}

	@Test
	void whatTheReaderHasOfOneRepresentationDoesNotStandForTheOther() {
		for (String[] each : new String[][] { { "application/json", "\"2-ld\"" },
				{ "application/ld+json", "\"2\"" } }) {
			this.http.get()
				.uri("/api/v1/articles/a")
				.header("Accept", each[0])
				.header("If-None-Match", each[1])
				.exchange()
				.expectStatus()
				.isOk()
				.expectHeader()
				.contentType(each[0]);
		}
		this.http.get()
			.uri("/api/v1/articles/a")
			.header("Accept", "application/ld+json")
			.header("If-None-Match", "\"1\", W/\"2-ld\"")
			.exchange()
			.expectStatus()
			.isNotModified()
			.expectHeader()
			.valueEquals("ETag", "\"2-ld\"")
			.expectHeader()
			.valueEquals("Vary", "Accept");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/ld+json" })
	void headTellsWhatGetWould(String type) {
		HttpHeaders get = this.http.get()
			.uri("/api/v1/articles/a")
			.header("Accept", type)
			.exchange()
			.returnResult(Void.class)
			.getResponseHeaders();
		this.http.head()
			.uri("/api/v1/articles/a")
			.header("Accept", type)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("ETag", get.getETag())
			.expectHeader()
			.valueEquals("Last-Modified", "Sun, 01 Mar 2026 00:30:00 GMT")
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:a")
			.expectHeader()
			.contentType(type)
			.expectBody()
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "text/html", "application/json;q=0", "application/*;q=0" })
	void whatCantBeServedIsSaidAsAProblem(String accept) {
		this.http.get()
			.uri("/api/v1/articles/a")
			.header("Accept", accept)
			.exchange()
			.expectStatus()
			.isEqualTo(406)
			.expectHeader()
			.valueEquals("Vary", "Accept")
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/not-acceptable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "w", "nothing" })
	void anAcceptThatCantBeReadIsNotAcceptable(String address) {
		this.http.get()
			.uri("/api/v1/articles/" + address)
			.header("Accept", "nonsense")
			.exchange()
			.expectStatus()
			.isEqualTo(406);
	}

	@ParameterizedTest
	@CsvSource({ "w,410", "nothing,404", "tram-a,301" })
	void whoAsksForJsonLdIsToldTheSameAsOthers(String address, int status) {
		this.http.get()
			.uri("/api/v1/articles/" + address)
			.header("Accept", "application/ld+json")
			.exchange()
			.expectStatus()
			.isEqualTo(status);
	}

	@Test
	void anArticleHasNoParameters() {
		get("/api/v1/articles/a?fields=id").expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/unknown-parameter");
	}

	private WebTestClient.ResponseSpec get(String uri) {
		String encoded = uri.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22").replace(" ", "%20");
		return this.http.get().uri(URI.create(encoded)).exchange();
	}

	@Test
	void whatWasChangedAMomentAgoIsNotValidatedByItsTime() {
		Instant second = NOW.truncatedTo(ChronoUnit.SECONDS);
		store(new CatalogEntry.Published(
				Articles.article("now", 1, "city", NOW.minusSeconds(5).atOffset(ZoneOffset.UTC))),
				new CatalogEntry.Published(Articles.article("before", 1, "city",
						NOW.minusSeconds(5).minusMillis(1).atOffset(ZoneOffset.UTC))));
		String time = DateTimeFormatter.RFC_1123_DATE_TIME.format(second.atOffset(ZoneOffset.UTC));
		this.http.get()
			.uri("/api/v1/articles/now")
			.header("If-Modified-Since", time)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.doesNotExist("Last-Modified")
			.expectHeader()
			.valueEquals("ETag", "\"1\"");
		this.http.get()
			.uri("/api/v1/articles/before")
			.header("If-Modified-Since", time)
			.exchange()
			.expectStatus()
			.isNotModified();
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
		Clock clock() {
			return Clock.fixed(NOW, ZoneOffset.UTC);
		}

		@Bean
		EntryDocuments entryDocuments() {
			return new EntryDocuments(ZoneId.of("Asia/Ho_Chi_Minh"));
		}

	}

}
