package io.broadsheet.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.broadsheet.gateway.cache.store.AnswerCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whole pages through the gateway, of parts that come from upstreams, from the cache, or
 * not at all.
 */
@GatewayTest
@TestPropertySource(properties = { "broadsheet.gateway.upstreams.trending.timeout=1s", "broadsheet.cache.unheard=0s" })
class PagesTests {

	private static final ScriptedUpstream catalog = new ScriptedUpstream();

	private static final ScriptedUpstream trending = new ScriptedUpstream();

	private static final String PAGE = "/api/v1/pages/articles/tram";

	private static final String FRONT = "/api/v1/pages/front";

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Autowired
	private AnswerCache cache;

	@DynamicPropertySource
	static void upstreams(DynamicPropertyRegistry registry) {
		registry.add("broadsheet.gateway.upstreams.catalog.url", catalog::url);
		registry.add("broadsheet.gateway.upstreams.trending.url", trending::url);
	}

	@AfterAll
	static void stop() {
		catalog.close();
		trending.close();
	}

	@BeforeEach
	void upstreams(@Autowired SmartLifecycle purgeReader) {
		if (purgeReader.isRunning()) {
			purgeReader.stop();
		}
		this.cache.drop();
		this.cache.hear(true);
		catalog.script("/api/v1/articles/tram", 200, "{\"id\":\"tram\",\"section\":\"transport\",\"revision\":1}",
				"Surrogate-Key", "article:tram", "Vary", "Accept", "ETag", "\"1\"");
		catalog.script("/api/v1/articles/tram/related", 200, "{\"items\":[{\"id\":\"bus\"}]}", "Surrogate-Key",
				"article:tram section:transport");
		catalog.script("/api/v1/articles", 200, "{\"items\":[{\"id\":\"opera\"}]}", "Surrogate-Key",
				"latest article:opera");
		catalog.script("/api/v1/collections", 200, "{\"items\":[]}", "Surrogate-Key", "collections");
		catalog.script("/api/v1/sections", 200, "{\"items\":[]}", "Surrogate-Key", "latest");
		trending.script("/api/v1/articles/tram/stats", 200, "{\"views\":{}}", "Surrogate-Key", "article:tram");
		trending.script("/api/v1/rankings/most-viewed", 200, "{\"items\":[]}", "Surrogate-Key", "ranking:most-viewed");
		trending.script("/api/v1/rankings/trending", 200, "{\"items\":[]}", "Surrogate-Key", "ranking:trending");
	}

	@Test
	void oneCallAnswersWithAllThatAPageShows() {
		HttpResponse<String> answer = get(PAGE);
		JsonNode page = json(answer);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(page.propertyNames()).contains("article", "stats", "related", "otherNews", "mostViewed", "trending",
				"collections");
		assertThat(page.path("degraded").size()).isZero();
		assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
		assertThat(header(answer, "Cache-Control")).startsWith("public, max-age=");
		assertThat(answer.headers().firstValue("Surrogate-Key")).isEmpty();
		assertThat(json(get(FRONT)).propertyNames()).contains("lead", "sections", "otherNews", "mostViewed", "trending",
				"collections", "degraded");
	}

	@Test
	void partsAreAskedForAsNobodyInParticular() {
		get(PAGE, "Authorization", "Bearer token", "Cookie", "SESSION=abc", "X-Visitor", "v", "If-None-Match", "\"1\"");
		assertThat(catalog.last("/api/v1/articles/tram").headers())
			.doesNotContainKeys("authorization", "cookie", "x-visitor", "if-none-match")
			.containsEntry("x-forwarded-for", "127.0.0.1")
			.containsEntry("accept", "application/json");
	}

	@Test
	void partsComeFromTheCacheAndAreLeftThere() {
		get("/api/v1/articles/tram/related");
		int calls = catalog.calls("/api/v1/articles/tram/related");
		int collections = catalog.calls("/api/v1/collections");
		get(PAGE);
		get(FRONT);
		get("/api/v1/collections");
		assertThat(catalog.calls("/api/v1/articles/tram/related")).isEqualTo(calls);
		assertThat(catalog.calls("/api/v1/collections")).isEqualTo(collections + 1);
	}

	@Test
	void manyReadersOfOnePageAskForEachPartOnce() {
		int calls = catalog.calls("/api/v1/collections");
		catalog.hold();
		List<CompletableFuture<HttpResponse<String>>> readers = IntStream.range(0, 50)
			.mapToObj((reader) -> send((reader % 2 == 0) ? FRONT : PAGE))
			.toList();
		await().until(() -> catalog.calls("/api/v1/collections") > calls);
		catalog.release();
		assertThat(readers).allMatch((reader) -> reader.join().statusCode() == 200);
		assertThat(catalog.calls("/api/v1/collections")).isEqualTo(calls + 1);
	}

	@ParameterizedTest
	@CsvSource({ "article:tram, /article/revision", "section:transport, /related/revision" })
	void aPageIsPurgedWithAnyOfItsParts(String key, String pointer) {
		get(PAGE);
		catalog.script("/api/v1/articles/tram", 200, "{\"id\":\"tram\",\"section\":\"transport\",\"revision\":2}",
				"Surrogate-Key", "article:tram");
		catalog.script("/api/v1/articles/tram/related", 200, "{\"items\":[],\"revision\":2}", "Surrogate-Key",
				"article:tram section:transport");
		this.cache.purge(List.of(key));
		assertThat(json(get(PAGE)).at(pointer).asInt()).isEqualTo(2);
	}

	@Test
	void whoHasThePageIsToldSo() {
		HttpResponse<String> first = get(PAGE);
		HttpResponse<String> second = get(PAGE, "If-None-Match", header(first, "ETag"));
		assertThat(second.statusCode()).isEqualTo(304);
		assertThat(second.body()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "404, not-found", "410, gone" })
	void withoutTheArticleThePageAnswersLikeIt(int status, String problem) {
		catalog.script("/api/v1/articles/tram", status, "{\"type\":\"/problems/" + problem + "\"}", "Surrogate-Key",
				"latest", "Content-Type", "application/problem+json");
		HttpResponse<String> answer = get(PAGE);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
		assertThat(json(answer).path("type").asString()).isEqualTo("/problems/" + problem);
	}

	@Test
	void anOldAddressLeadsToThePageOfTheNewOne() {
		catalog.script("/api/v1/articles/tram", 301, "", "Surrogate-Key", "article:tram", "Location",
				"/api/v1/articles/tram-2");
		HttpResponse<String> answer = get(PAGE);
		assertThat(answer.statusCode()).isEqualTo(301);
		assertThat(header(answer, "Location")).isEqualTo("/api/v1/pages/articles/tram-2");
	}

	@Test
	void aServiceThatIsDownTakesItsPartsAlongAndNoOthers() {
		for (String path : List.of("/api/v1/rankings/most-viewed", "/api/v1/rankings/trending",
				"/api/v1/articles/tram/stats")) {
			trending.script(path, 500, "trace");
		}
		JsonNode page = json(get(PAGE));
		assertThat(page.path("degraded").values()).extracting(JsonNode::asString)
			.containsExactlyInAnyOrder("stats", "mostViewed", "trending");
		assertThat(page.has("trending")).isFalse();
		assertThat(page.at("/related/items/0/id").asString()).isEqualTo("bus");
	}

	@Test
	void theLastAnswerOfASlowServiceStandsIn() {
		get("/api/v1/rankings/trending");
		trending.script("/api/v1/rankings/trending", 200, "{\"items\":[],\"never\":\"sent\"}");
		this.cache.purge(List.of("ranking:trending"));
		trending.hold();
		JsonNode page = json(get(FRONT));
		trending.release();
		assertThat(page.path("trending").has("items")).isTrue();
		assertThat(page.path("trending").has("never")).isFalse();
		assertThat(page.at("/trending/degraded").asBoolean()).isTrue();
		assertThat(page.path("degraded").values()).extracting(JsonNode::asString).contains("trending");
	}

	@Test
	void withoutTheCatalogManyPagesThatAreMissingDontHurtOneThatIsThere() {
		get(PAGE);
		catalog.script("/api/v1/articles/away", 503, "away");
		for (int call = 0; call < 30; call++) {
			HttpResponse<String> answer = get("/api/v1/pages/articles/away");
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(header(answer, "Retry-After")).isEqualTo("1");
			assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
		}
		this.cache.purge(List.of("ranking:trending"));
		assertThat(get(PAGE).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/pages/front?limit=3, 400", "/api/v1/pages/articles/tram?x=1, 400", "/api/v1/pages, 404",
			"/api/v1/pages/articles, 404", "/api/v1/pages/articles/a/b, 404", "/api/v1/pages/front/, 404" })
	void whatIsNoPageIsRefused(String path, int status) {
		HttpResponse<String> answer = get(path);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
	}

	@Test
	void aHeadOfAPageHasNoBody() throws Exception {
		HttpResponse<String> head = this.http.send(
				HttpRequest.newBuilder(address(PAGE)).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
	}

	private HttpResponse<String> get(String path, String... headers) {
		return send(path, headers).join();
	}

	private CompletableFuture<HttpResponse<String>> send(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
		return this.http.sendAsync(((headers.length > 0) ? request.headers(headers) : request).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

}
