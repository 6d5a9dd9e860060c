package io.broadsheet.catalog.archive;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

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

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The calendar that readers get over HTTP.
 */
@WebFluxTest(controllers = ArchiveEndpoint.class,
		properties = { "spring.config.name=catalog-service", "PUBLISHER_ZONE=Asia/Ho_Chi_Minh" })
@Import(ArchiveConfiguration.class)
@EnableConfigurationProperties(PublisherSettings.class)
class ArchiveEndpointTests {

	@Autowired
	private WebTestClient http;

	@Autowired
	private ReactiveMongoTemplate mongo;

	@Autowired
	private EntryDocuments documents;

	@BeforeEach
	void fill() {
		this.mongo.dropCollection(EntryDocuments.COLLECTION).block();
		publish("a", "city", "2026-03-01T06:30:00+07:00");
		publish("b", "city", "2026-03-01T23:59:59.999+07:00");
		publish("c", "transport", "2026-03-01T00:00:00+07:00");
		publish("d", "city", "2026-03-31T23:59:59+07:00");
		publish("e", "transport", "2026-02-28T23:59:59.999+07:00");
		publish("f", "city", "2024-12-31T12:00:00+07:00");
		store(new CatalogEntry.Withdrawn(new ArticleWithdrawn("w", 3, "gone-w", List.of(), "city", List.of(), "en",
				OffsetDateTime.parse("2026-04-01T12:00:00+07:00"), Articles.DAWN, "It was wrong.")));
	}

	@Test
	void aMonthHasTheDaysThatHaveArticles() {
		get("?year=2026&month=3").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "latest")
			.expectBody()
			.json("""
					{"zone":"Asia/Ho_Chi_Minh","first":"2024-12-31","last":"2026-03-31",
					"days":[{"date":"2026-03-01","count":3},{"date":"2026-03-31","count":1}]}""",
					JsonCompareMode.STRICT);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "?year=2026 | 2026-02-28:1 2026-03-01:3 2026-03-31:1", "?year=2024 | 2024-12-31:1",
					"?year=2024&month=12 | 2024-12-31:1", "?year=2025 | ''", "?year=2026&month=4 | ''", "?year=1 | ''",
					"?year=9999&month=12 | ''", "?year=2026&month=02 | 2026-02-28:1",
					"?section=transport | 2026-02-28:1 2026-03-01:1",
					"?year=2026&month=3&section=city | 2026-03-01:2 2026-03-31:1", "?section=nothing | ''",
					"'' | 2026-02-28:1 2026-03-01:3 2026-03-31:1" })
	void aYearAMonthOrTheLastYearThatHasArticlesIsCounted(String query, String days) {
		get(query).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.days[*]")
			.value(List.class,
					(found) -> assertThat(String.join(" ",
							((List<?>) found).stream()
								.map((day) -> ((Map<?, ?>) day).get("date") + ":" + ((Map<?, ?>) day).get("count"))
								.toList()))
						.isEqualTo(days));
	}

	@Test
	void aSectionHasItsOwnFirstAndLastDay() {
		get("?year=2025&section=transport").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "section:transport")
			.expectBody()
			.json("""
					{"zone":"Asia/Ho_Chi_Minh","first":"2026-02-28","last":"2026-03-01","days":[]}""",
					JsonCompareMode.STRICT);
	}

	@Test
	void aNewspaperWithoutArticlesHasNoFirstDay() {
		this.mongo.dropCollection(EntryDocuments.COLLECTION).block();
		get("").expectStatus()
			.isOk()
			.expectBody()
			.json("{\"zone\":\"Asia/Ho_Chi_Minh\",\"days\":[]}", JsonCompareMode.STRICT);
	}

	@ParameterizedTest
	@CsvSource({ "year=0,year", "year=10000,year", "year=99999,year", "year=-1,year", "year=,year", "year=mmxxvi,year",
			"year=2026&year=2026,year", "year=2026&month=0,month", "year=2026&month=13,month",
			"year=2026&month=march,month", "year=2026&month=3&month=3,month", "month=3,month", "year=2026&day=1,day",
			"limit=5,limit", "section=,section", "section=City,section", "section=a&section=b,section",
			"year=99999999999999999999,year", "year=2026.0,year", "year=%00,year" })
	void aParameterThatCantBeMeantIsRefusedByName(String query, String parameter) {
		get("?" + query).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody()
			.jsonPath("$.parameter")
			.isEqualTo(parameter)
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("`" + parameter + "`"));
	}

	@Test
	void aZoneThatDoesNotExistEndsTheStartAndIsNamed() {
		new ApplicationContextRunner().withUserConfiguration(Publisher.class)
			.withPropertyValues("broadsheet.publisher.zone=Asia/Atlantis")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("Asia/Atlantis"));
	}

	private void publish(String id, String section, String publishedAt) {
		store(new CatalogEntry.Published(Articles.article(id, 1, section, OffsetDateTime.parse(publishedAt))));
	}

	private void store(CatalogEntry entry) {
		this.mongo.insert(StoredDocuments.of(this.documents, entry), EntryDocuments.COLLECTION).block();
	}

	private WebTestClient.ResponseSpec get(String query) {
		return this.http.get().uri(URI.create("/api/v1/archive" + query)).exchange();
	}

	@EnableConfigurationProperties(PublisherSettings.class)
	static class Publisher {

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
			return new EntryDocuments(ZoneId.of("Asia/Ho_Chi_Minh"));
		}

	}

}
