package io.broadsheet.catalog.related;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleWithdrawn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The related articles that readers get over HTTP.
 */
@WebFluxTest(controllers = RelatedEndpoint.class, properties = "spring.config.name=catalog-service")
@Import(RelatedConfiguration.class)
class RelatedEndpointTests {

	@Autowired
	private WebTestClient http;

	@Autowired
	private ReactiveMongoTemplate mongo;

	@Autowired
	private EntryDocuments documents;

	@BeforeEach
	void fill() {
		this.mongo.dropCollection(EntryDocuments.COLLECTION).block();
		store(article("self", "transport", "vi", 0, "tram", "city-hall"));
	}

	@Test
	void theMostCloselyRelatedStandsFirst() {
		store(article("section", "transport", "vi", 3, "bus"), article("tags", "city", "vi", 2, "tram", "city-hall"),
				article("all", "transport", "vi", 1, "tram", "city-hall"), article("other", "sport", "vi", 4, "cup"));
		related("self").expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:self section:transport tag:tram tag:city-hall")
			.expectBody()
			.jsonPath("$.items[*].id")
			.value(List.class, (ids) -> assertThat(ids).isEqualTo(List.of("all", "tags", "section")))
			.jsonPath("$.items[0].headline")
			.isEqualTo("Phố cổ mở lại tuyến tram")
			.jsonPath("$.items[0].body")
			.doesNotExist()
			.jsonPath("$.items[0].tags")
			.doesNotExist()
			.jsonPath("$.next")
			.value((next) -> assertThat(next).isNull());
	}

	@Test
	void neitherAnotherLanguageNorAWithdrawnArticleIsRelated() {
		store(article("english", "transport", "en", 1, "tram"),
				new CatalogEntry.Withdrawn(new ArticleWithdrawn("w", 3, "gone-w", List.of(), "transport",
						List.of("tram"), "vi", Articles.DAWN, Articles.DAWN, "It was wrong.")));
		assertThat(ids("self")).isEmpty();
	}

	@Test
	void anArticleWithoutTagsHasThoseOfItsSection() {
		store(article("bare", "transport", "vi", 1), article("city", "city", "vi", 2));
		assertThat(ids("bare")).containsExactly("self");
	}

	@Test
	void theNewestOfALargeSectionAreConsidered() {
		for (int i = 0; i < RelatedArticles.CANDIDATES + 20; i++) {
			store(article("n" + i, "transport", "vi", 1 + i, "bus"));
		}
		store(article("old", "city", "vi", -1, "tram", "city-hall"));
		assertThat(ids("self")).startsWith("old", "n" + (RelatedArticles.CANDIDATES + 19)).hasSize(6);
		assertThat(ids("self?limit=20")).hasSize(20);
		assertThat(ids("self?limit=1")).containsExactly("old");
	}

	@Test
	void aWithdrawnArticleIsGoneAndAnUnknownOneNotFound() {
		store(new CatalogEntry.Withdrawn(Articles.withdrawn("w", 3)));
		related("w").expectStatus()
			.isEqualTo(410)
			.expectHeader()
			.valueEquals("Surrogate-Key", "article:w")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/gone");
		related("nothing").expectStatus()
			.isNotFound()
			.expectHeader()
			.valueEquals("Surrogate-Key", "latest")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/not-found");
	}

	@ParameterizedTest
	@CsvSource({ "limit=0,limit", "limit=21,limit", "limit=,limit", "limit=six,limit", "limit=2&limit=2,limit",
			"section=city,section" })
	void aParameterThatCantBeMeantIsRefusedByName(String query, String parameter) {
		get("/api/v1/articles/self/related?" + query).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.parameter")
			.isEqualTo(parameter);
	}

	private List<Object> ids(String address) {
		String[] parts = address.split("\\?");
		List<Object> result = new ArrayList<>();
		get("/api/v1/articles/" + parts[0] + "/related" + ((parts.length > 1) ? "?" + parts[1] : "")).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[*].id")
			.value(List.class, result::addAll);
		return result;
	}

	private WebTestClient.ResponseSpec related(String id) {
		return get("/api/v1/articles/" + id + "/related");
	}

	private WebTestClient.ResponseSpec get(String uri) {
		return this.http.get().uri(URI.create(uri)).exchange();
	}

	private void store(CatalogEntry... entries) {
		for (CatalogEntry entry : entries) {
			this.mongo.insert(StoredDocuments.of(this.documents, entry), EntryDocuments.COLLECTION).block();
		}
	}

	private static CatalogEntry article(String id, String section, String language, int minutes, String... tags) {
		OffsetDateTime publishedAt = Articles.DAWN.plusMinutes(minutes);
		Article article = Articles.article(id, 1, section, publishedAt);
		return new CatalogEntry.Published(new Article(article.id(), article.externalId(), article.revision(),
				article.slug(), article.aliases(), article.url(), article.headline(), article.summary(), article.body(),
				language, section, List.of(tags), article.authors(), article.dateline(), article.images(), publishedAt,
				publishedAt, article.corrections(), article.source(), article.rankable()));
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
