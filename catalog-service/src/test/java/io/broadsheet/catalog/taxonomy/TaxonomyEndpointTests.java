package io.broadsheet.catalog.taxonomy;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.paging.PagingConfiguration;
import io.broadsheet.events.Article;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sections and tags over HTTP.
 */
@WebFluxTest(controllers = TaxonomyEndpoint.class, properties = "spring.config.name=catalog-service")
@Import({ TaxonomyConfiguration.class, PagingConfiguration.class })
class TaxonomyEndpointTests {

	private final EntryDocuments documents = new EntryDocuments(ZoneId.of("UTC"));

	@Autowired
	private WebTestClient http;

	@Autowired
	private ReactiveMongoTemplate mongo;

	@BeforeEach
	void fill() {
		this.mongo.dropCollection(EntryDocuments.COLLECTION).block();
		store("a", "transport", "tram", "city-hall");
		store("b", "city", "tram");
		store("c", "city", "city-hall", "tram");
		store("d", "city", "budget", "budget");
		store("e", "arts");
		this.mongo
			.insert(StoredDocuments.of(this.documents, new CatalogEntry.Withdrawn(Articles.withdrawn("w", 2))),
					EntryDocuments.COLLECTION)
			.block();
	}

	@Test
	void sectionsAreCountedByTheirPublishedArticles() {
		answers("/api/v1/sections",
				"[{\"slug\":\"city\",\"count\":3},{\"slug\":\"arts\",\"count\":1},{\"slug\":\"transport\",\"count\":1}]");
	}

	@Test
	void tagsAreCountedOnceForEachArticle() {
		answers("/api/v1/tags",
				"[{\"slug\":\"tram\",\"count\":3},{\"slug\":\"city-hall\",\"count\":2},{\"slug\":\"budget\",\"count\":1}]");
	}

	@Test
	void tagsAreTurnedPageByPageToTheLast() {
		store("f", "arts", "opera", "ballet");
		List<String> slugs = new ArrayList<>();
		Page<SlugCount> page = tags("limit=2");
		page.items().forEach((item) -> slugs.add(item.slug()));
		while (page.next() != null) {
			assertThat(page.items()).hasSize(2);
			page = tags("limit=2&cursor=" + page.next());
			page.items().forEach((item) -> slugs.add(item.slug()));
		}
		assertThat(slugs).containsExactly("tram", "city-hall", "ballet", "budget", "opera");
	}

	@Test
	void thePageNamesTheNextOne() {
		String next = tags("limit=1").next();
		this.http.get()
			.uri("/api/v1/tags?limit=1")
			.exchange()
			.expectHeader()
			.valueEquals("Link", "</api/v1/tags?limit=1&cursor=" + next + ">; rel=\"next\"");
	}

	@Test
	void withoutArticlesThereIsNothingToCount() {
		this.mongo.dropCollection(EntryDocuments.COLLECTION).block();
		answers("/api/v1/sections", "[]");
		answers("/api/v1/tags", "[]");
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/sections?limit=1,limit", "/api/v1/tags?limit=0,limit", "/api/v1/tags?limit=101,limit",
			"/api/v1/tags?section=a,section", "/api/v1/tags?cursor=forged,cursor",
			"/api/v1/tags?limit=1&limit=2,limit" })
	void whatCantBeMeantIsRefusedByName(String uri, String parameter) {
		this.http.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.parameter")
			.isEqualTo(parameter);
	}

	private Page<SlugCount> tags(String query) {
		return this.http.get()
			.uri("/api/v1/tags?" + query)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<Page<SlugCount>>() {
			})
			.returnResult()
			.getResponseBody();
	}

	private void answers(String uri, String items) {
		this.http.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "latest")
			.expectBody()
			.json("{\"items\":" + items + ",\"next\":null}", JsonCompareMode.STRICT);
	}

	private void store(String id, String section, String... tags) {
		Article like = Articles.article(id, 1, section, Articles.DAWN);
		Article article = new Article(id, null, 1, like.slug(), List.of(), like.url(), like.headline(), null,
				like.body(), "vi", section, List.of(tags), List.of(), null, List.of(), like.publishedAt(),
				like.updatedAt(), List.of(), null, true);
		this.mongo
			.insert(StoredDocuments.of(this.documents, new CatalogEntry.Published(article)), EntryDocuments.COLLECTION)
			.block();
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

	}

}
