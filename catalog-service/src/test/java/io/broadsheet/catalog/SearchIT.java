package io.broadsheet.catalog;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.broadsheet.events.ArticleEvent;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What readers find, on a real broker.
 */
@Timeout(180)
class SearchIT {

	private static EmbeddedKafkaKraftBroker kafka;

	private static TestMongo mongo;

	private static TestLog log;

	private static RunningCatalog catalog;

	@BeforeAll
	static void start() throws Exception {
		kafka = SearchStory.broker();
		mongo = new TestMongo();
		log = new TestLog(kafka.getBrokersAsString());
		catalog = new RunningCatalog(kafka.getBrokersAsString(), mongo.uri()).awaitReady();
	}

	@AfterAll
	static void stop() {
		catalog.close();
		log.close();
		mongo.close();
		kafka.destroy();
	}

	@Test
	void anArticleIsFoundWithItsHighlightsAndGoneWhenItIsWithdrawn() {
		String word = word();
		log.tell(story("vi-" + word, 1, "vi", "Hà Nội " + word, "<p>Tàu điện &amp; xe buýt ở <b>Hà Nội</b>.</p>"));
		SearchStory.awaitFound(catalog, "ha noi " + word, "vi-" + word);
		SearchStory.search(catalog, "ha noi " + word)
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[0].slug")
			.isEqualTo("slug-vi-" + word)
			.jsonPath("$.items[0].publishedAt")
			.isEqualTo("2026-05-01T12:00:00+07:00")
			.jsonPath("$.items[0].card")
			.doesNotExist()
			.jsonPath("$.items[0].highlights.headline")
			.isEqualTo("<mark>Hà Nội " + word + "</mark>")
			.jsonPath("$.items[0].highlights.body")
			.isEqualTo("Tàu điện &amp; xe buýt ở <mark>Hà Nội</mark>.")
			.jsonPath("$.items[0].highlights.summary")
			.doesNotExist()
			.jsonPath("$.next")
			.value((next) -> assertThat(next).isNull());
		log.tell(Articles.withdrawn("vi-" + word, 2));
		RunningCatalog.eventually(() -> catalog.get("/api/v1/articles/vi-" + word).expectStatus().isEqualTo(410));
		assertThat(SearchStory.found(catalog, "ha noi " + word)).isEmpty();
	}

	@Test
	void aRevisionIsFoundByItsNewWordsAlone() {
		String before = word();
		String after = word();
		log.tell(story("r-" + before, 1, "en", before, ""));
		SearchStory.awaitFound(catalog, before, "r-" + before);
		log.tell(story("r-" + before, 2, "en", after, ""));
		SearchStory.awaitFound(catalog, after, "r-" + before);
		assertThat(SearchStory.found(catalog, before)).isEmpty();
	}

	@Test
	void pagesGoOnByTheirLinkAndACursorBelongsToItsSearch() {
		String word = word();
		List<String> all = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			all.add("p" + i + word);
			log.tell(story("p" + i + word, 1, "en", word, ""));
		}
		RunningCatalog.eventually(() -> assertThat(SearchStory.found(catalog, word)).hasSize(5));
		for (String sort : List.of("relevance", "-publishedAt", "publishedAt")) {
			Set<String> seen = new LinkedHashSet<>();
			String address = "/api/v1/articles?limit=2&sort=" + sort + "&q=" + word;
			String first = next(address, seen);
			String second = next(first, seen);
			assertThat(next(second, seen)).isNull();
			assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
			refuses(first.replace(word, word + "x"), "cursor");
			refuses(first + "&section=city", "cursor");
			refuses(first.replace("sort=" + sort, "sort=" + (sort.equals("relevance") ? "publishedAt" : "relevance")),
					"cursor");
			refuses(first.substring(0, first.length() - 1), "cursor");
		}
	}

	@Test
	void filtersNarrowDown() {
		String word = word();
		log.tell(story("f-" + word, 1, "en-GB", word, ""));
		SearchStory.awaitFound(catalog, word, "f-" + word);
		for (String filter : List.of("section=city", "tag=tram", "author=linh do", "language=en", "date=2026-05-01",
				"from=2026-05-01&to=2026-05-01")) {
			assertThat(SearchStory.ids(catalog.get("/api/v1/articles?q=" + word + "&" + filter))).describedAs(filter)
				.containsExactly("f-" + word);
		}
		for (String filter : List.of("section=sport", "tag=bus", "author=linh", "language=vi", "date=2026-05-02",
				"to=2026-04-30")) {
			assertThat(SearchStory.ids(catalog.get("/api/v1/articles?q=" + word + "&" + filter))).describedAs(filter)
				.isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "*:*", "-tram", "((((", "\"", "—", " " })
	void aLineWithoutAWordIsAMistake(String line) {
		SearchStory.search(catalog, line)
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/invalid-parameter")
			.jsonPath("$.parameter")
			.isEqualTo("q");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*foo", "foo*bar", "\"foo", "foo\"", "foo AND OR", "[a TO b]", "foo~9", "\\", "a", "ở",
			"漢字", "((((((((((foo))))", "{\"$gt\":1}", "foo' OR '1'='1" })
	void anyOtherLineGetsAPlainAnswer(String line) {
		int status = SearchStory.search(catalog, line).returnResult(String.class).getStatus().value();
		assertThat(status).isIn(200, 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "q=%00", "q=%ED%A0%80", "q=%FF", "q=a&q=b", "q=", "q=tram&sort=-updatedAt",
			"q=tram&sort=x", "q=tram&limit=0", "q=tram&limit=101", "q=tram&cursor=x", "q=tram&query=x" })
	void mistakesAreRefused(String query) {
		catalog.readers()
			.get()
			.uri(URI.create("http://localhost:" + catalog.port() + "/api/v1/articles?" + query))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType("application/problem+json");
	}

	@Test
	void tooLongLinesAreRefused() {
		SearchStory.search(catalog, "(".repeat(201)).expectStatus().isBadRequest();
		SearchStory.search(catalog, "a ".repeat(99)).expectStatus().isBadRequest();
	}

	@Test
	void whatCantBeReadIsSkippedAndCounted() {
		String word = word();
		double before = catalog.metric("broadsheet_catalog_search_skipped_total");
		log.write(List.of(log.record(0, TestLog.bytes("poison"), TestLog.bytes("{garbage"), new RecordHeaders()),
				log.record(story("s-" + word, 1, "en", word, ""))));
		SearchStory.awaitFound(catalog, word, "s-" + word);
		RunningCatalog.eventually(
				() -> assertThat(catalog.metric("broadsheet_catalog_search_skipped_total")).isEqualTo(before + 1));
		assertThat(catalog.metric("broadsheet_catalog_search_documents")).isPositive();
		assertThat(catalog.metric("broadsheet_catalog_search_query_seconds_count")).isPositive();
	}

	private static String word() {
		return "w" + UUID.randomUUID().toString().replace("-", "");
	}

	private static ArticleEvent story(String id, long revision, String language, String headline, String body) {
		return SearchStory.story(id, revision, language, headline, body);
	}

	private static String next(String address, Set<String> seen) {
		WebTestClient.ResponseSpec answer = catalog.get(address);
		List<String> ids = SearchStory.ids(answer);
		assertThat(seen).doesNotContainAnyElementsOf(ids);
		seen.addAll(ids);
		String link = answer.returnResult(String.class).getResponseHeaders().getFirst("Link");
		return (link != null) ? link.substring(1, link.indexOf('>')) : null;
	}

	private static void refuses(String address, String parameter) {
		catalog.get(address).expectStatus().isBadRequest().expectBody().jsonPath("$.parameter").isEqualTo(parameter);
	}

}
