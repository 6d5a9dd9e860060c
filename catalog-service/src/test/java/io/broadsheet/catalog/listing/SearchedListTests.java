package io.broadsheet.catalog.listing;

import java.net.URI;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;

import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.paging.Cursors;
import io.broadsheet.catalog.paging.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;

/**
 * Lists that are asked for with words, where there is a search.
 */
class SearchedListTests {

	private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

	private final TestMongo mongo = new TestMongo();

	private final WebTestClient http = WebTestClient.bindToController(endpoint())
		.controllerAdvice(new Problems())
		.build();

	@AfterEach
	void drop() {
		this.mongo.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&sort=relevance" })
	void wordsAreSearchedForAndTheBestMatchStandsFirst(String sort) {
		this.http.get()
			.uri("/api/v1/articles?q=phố cổ&section=city&limit=3" + sort)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Surrogate-Key", "latest")
			.expectHeader()
			.valueEquals("Link",
					"</api/v1/articles?q=ph%E1%BB%91%20c%E1%BB%95&section=city&limit=3" + sort
							+ "&cursor=on>; rel=\"next\"")
			.expectBody()
			.json("{\"items\":[\"phố cổ in city by null, 3\"],\"next\":\"on\"}", JsonCompareMode.STRICT);
	}

	@Test
	void wordsCanBeSearchedForInTheOrderOfAList() {
		this.http.get()
			.uri("/api/v1/articles?q=tram&section=city&sort=-updatedAt")
			.exchange()
			.expectBody()
			.jsonPath("$.items[0]")
			.isEqualTo("tram in city by LAST_UPDATED, 20");
	}

	@ParameterizedTest
	@ValueSource(strings = { "q=", "q=%20", "q=a&q=b", "sort=relevance", "q=a&sort=best", "q=a&limit=0", "q=a&page=2" })
	void whatCantBeMeantIsRefused(String query) {
		this.http.get().uri(URI.create("/api/v1/articles?" + query)).exchange().expectStatus().isBadRequest();
	}

	@Test
	void withoutWordsItIsAListAsEver() {
		this.http.get()
			.uri("/api/v1/articles")
			.exchange()
			.expectBody()
			.json("{\"items\":[],\"next\":null}", JsonCompareMode.STRICT);
	}

	private ArticleListEndpoint endpoint() {
		ArticleSearch search = (words, filter, sort, parameters) -> Mono.just(new Page<>(
				List.of(words + " in " + filter.section() + " by " + sort + ", " + parameters.limit()), "on"));
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("search", search);
		Cursors cursors = new Cursors(new byte[] { 1 });
		ArticleQueries articles = new ArticleQueries(this.mongo.template(), new EntryDocuments(HANOI));
		return new ArticleListEndpoint(new ArticleLists(articles, null, cursors),
				beans.getBeanProvider(ArticleSearch.class), cursors,
				new PublisherSettings(HANOI, "The Paper", URI.create("https://paper.example"), "en"));
	}

	@RestControllerAdvice
	static class Problems extends ResponseEntityExceptionHandler {

	}

}
