package io.broadsheet.gateway.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.broadsheet.gateway.page.part.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;

import static io.broadsheet.gateway.page.ScriptedParts.cards;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an article's page shows, whatever is out of reach.
 */
class ArticlePageTests {

	private static final String ARTICLE = "/api/v1/articles/tram-line-4";

	private static final String LATEST = "/api/v1/articles?limit=50";

	private final ScriptedParts parts = new ScriptedParts()
		.with(ARTICLE, "{\"id\":\"tram\",\"section\":\"transport\",\"headline\":\"Line 4\"}", "article:tram")
		.with("/api/v1/articles/tram/stats", "{\"views\":{\"1h\":7}}", "article:tram")
		.with("/api/v1/articles/tram/related", cards("bus@transport", "ferry@transport"), "section:transport")
		.with(LATEST, cards("tram@transport", "metro@transport", "opera@culture", "bus@transport", "cup@sport"),
				"latest", "article:opera")
		.with("/api/v1/rankings/most-viewed", "{\"items\":[{\"rank\":1,\"score\":341.0}]}", "ranking:most-viewed")
		.with("/api/v1/rankings/trending", "{\"items\":[]}", "ranking:trending")
		.with("/api/v1/collections", "{\"items\":[{\"slug\":\"tet\"}],\"next\":null}", "collections");

	@Test
	void allPartsStandTogetherInTheFormThatTheirRoutesGiveThem() {
		PageAnswer answer = page();
		JsonNode page = json(answer);
		assertThat(answer.status()).isEqualTo(HttpStatus.OK);
		assertThat(page.propertyNames()).containsExactlyInAnyOrder("article", "stats", "related", "otherNews",
				"mostViewed", "trending", "collections", "degraded");
		assertThat(page.at("/article/headline").asString()).isEqualTo("Line 4");
		assertThat(page.at("/stats/views/1h").asInt()).isEqualTo(7);
		assertThat(page.at("/collections/items/0/slug").asString()).isEqualTo("tet");
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).as("numbers as they came").contains("341.0");
		assertThat(page.path("degraded").size()).isZero();
		assertThat(answer.headers()).containsKey("ETag").doesNotContainKey("Cache-Control");
	}

	@Test
	void otherNewsComesFromElsewhereFirstAndIsShownNowhereElseOnThePage() {
		assertThat(ids(json(page()).path("otherNews"))).containsExactly("opera", "cup", "metro");
	}

	@Test
	void aPageDependsOnWhatItsPartsDependOnAndOnEachArticleThatItShows() {
		assertThat(page().surrogateKeys()).containsExactlyInAnyOrder("article:tram", "section:transport", "latest",
				"article:opera", "ranking:most-viewed", "ranking:trending", "collections", "article:bus",
				"article:ferry");
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/articles/tram/stats, stats", "/api/v1/articles/tram/related, related",
			"/api/v1/articles?limit=50, otherNews", "/api/v1/rankings/most-viewed, mostViewed",
			"/api/v1/rankings/trending, trending", "/api/v1/collections, collections" })
	void aPartThatIsOutOfReachIsAbsentAndNamed(String address, String name) {
		for (String answer : List.of("", "<html>", "[1]", "{\"items\":")) {
			HttpStatus status = answer.isEmpty() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
			this.parts.with(address, status, answer, false, Set.of());
			JsonNode page = json(page());
			assertThat(page.has(name)).as(answer).isFalse();
			assertThat(page.path("degraded").size()).isEqualTo(1);
			assertThat(page.at("/degraded/0").asString()).isEqualTo(name);
		}
	}

	@Test
	void aPartThatTheLastAnswerStandsInForIsShownAndNamed() {
		this.parts.withStale("/api/v1/rankings/trending", "{\"items\":[{\"rank\":1}]}");
		PageAnswer answer = page();
		assertThat(json(answer).at("/trending/items/0/rank").asInt()).isEqualTo(1);
		assertThat(json(answer).at("/degraded/0").asString()).isEqualTo("trending");
		assertThat(answer.headers()).containsEntry("Cache-Control", "max-age=1");
	}

	@Test
	void aPartThatSaysItselfThatItIsBehindIsNamed() {
		this.parts.with("/api/v1/rankings/trending", "{\"degraded\":true,\"items\":[]}", "ranking:trending");
		assertThat(json(page()).at("/degraded/0").asString()).isEqualTo("trending");
	}

	@Test
	void aPageWithAPartThatNobodyCouldPurgeIsNotKept() {
		this.parts.with("/api/v1/collections",
				Part.of(HttpStatus.OK, Map.of(), "{}".getBytes(StandardCharsets.UTF_8), null, false));
		assertThat(page().surrogateKeys()).isNull();
		assertThat(page().headers()).containsEntry("Cache-Control", "no-cache");
	}

	@ParameterizedTest
	@CsvSource({ "404, latest", "410, article:tram", "400, latest" })
	void withoutTheArticleThereIsNoPage(int status, String key) {
		this.parts.with(ARTICLE, HttpStatus.valueOf(status), "{\"type\":\"/problems/x\"}", false, Set.of(key));
		PageAnswer answer = page();
		assertThat(answer.status().value()).isEqualTo(status);
		assertThat(json(answer).path("type").asString()).isEqualTo("/problems/x");
		assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
		assertThat(answer.surrogateKeys()).containsExactly(key);
	}

	@Test
	void anOldAddressLeadsToThePageOfTheNewOne() {
		this.parts.with(ARTICLE, Part.of(HttpStatus.MOVED_PERMANENTLY,
				Map.of("location", "/api/v1/articles/tram-line-4-again"), new byte[0], Set.of("article:tram"), false));
		PageAnswer answer = page();
		assertThat(answer.status()).isEqualTo(HttpStatus.MOVED_PERMANENTLY);
		assertThat(answer.headers()).containsEntry("Location", "/api/v1/pages/articles/tram-line-4-again");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 500, 502, 503 })
	void anArticleThatCantBeHadIsAProblemThatSaysWhenToTryAgain(int status) {
		this.parts.with(ARTICLE, HttpStatus.valueOf(status), "<html>trace</html>", false, Set.of("article:tram"));
		PageAnswer answer = page();
		assertThat(answer.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(answer.headers()).containsEntry("Retry-After", "1")
			.containsEntry("Content-Type", "application/problem+json");
		assertThat(json(answer).path("type").asString()).isEqualTo("/problems/upstream-unavailable");
	}

	private PageAnswer page() {
		return Objects
			.requireNonNull(new ArticlePage(new PageSettings(6, 6, 4)).make(this.parts, "tram-line-4").block());
	}

	private static JsonNode json(PageAnswer answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

	private static List<String> ids(JsonNode list) {
		return list.path("items").values().stream().map((card) -> card.path("id").asString()).toList();
	}

}
