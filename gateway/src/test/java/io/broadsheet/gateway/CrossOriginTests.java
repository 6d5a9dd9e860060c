package io.broadsheet.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.broadsheet.gateway.cache.store.AnswerCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What pages of other sites may ask and read, whether the answer comes from the cache or
 * not.
 */
@GatewayTest
@TestPropertySource(properties = { "broadsheet.gateway.upstreams.trending.url=http://127.0.0.1:1",
		"broadsheet.gateway.upstreams.ingest.url=http://127.0.0.1:1", "broadsheet.cache.unheard=10m",
		"broadsheet.cors.allowed-origins=https://www.news.example,https://app.news.example",
		"broadsheet.cors.allow-credentials=true" })
class CrossOriginTests {

	private static final ScriptedUpstream catalog = new ScriptedUpstream();

	private static final String WEB = "https://www.news.example";

	private static final String APP = "https://app.news.example";

	private static final String STRANGER = "https://elsewhere.example";

	private static final String ARTICLE = "/api/v1/articles/a";

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void upstreams(DynamicPropertyRegistry registry) {
		registry.add("broadsheet.gateway.upstreams.catalog.url", catalog::url);
	}

	@AfterAll
	static void stop() {
		catalog.close();
	}

	@BeforeEach
	void fill(@Autowired AnswerCache cache) {
		cache.drop();
		catalog.script(ARTICLE, 200, "{\"n\":1}", "ETag", "\"7\"", "Content-Type", "application/json", "Surrogate-Key",
				"article:a", "Vary", "Accept");
	}

	@Test
	void eachOriginIsToldThatItMayReadTheAnswerThatAllShare() {
		int before = catalog.calls(ARTICLE);
		for (String origin : List.of(WEB, APP, WEB)) {
			HttpResponse<String> answer = get(ARTICLE, "Origin", origin);
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(values(answer, "Access-Control-Allow-Origin")).containsExactly(origin);
			assertThat(values(answer, "Access-Control-Allow-Credentials")).containsExactly("true");
			assertThat(values(answer, "Access-Control-Expose-Headers").get(0)).contains("ETag", "Retry-After");
		}
		assertThat(catalog.calls(ARTICLE)).isEqualTo(before + 1);
		assertThat(catalog.last(ARTICLE).headers()).doesNotContainKey("origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { STRANGER, "null", "https://www.news.example.elsewhere.example", "http://www.news.example",
			"nonsense" })
	void aStrangerGetsTheAnswerWithoutPermissionToReadIt(String origin) {
		get(ARTICLE, "Origin", WEB);
		HttpResponse<String> answer = get(ARTICLE, "Origin", origin);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(permissions(answer)).isEmpty();
	}

	@Test
	void whoComesFromNoPageIsToldNothingButThatTheAnswerVaries() {
		get(ARTICLE, "Origin", WEB);
		HttpResponse<String> answer = get(ARTICLE);
		assertThat(permissions(answer)).isEmpty();
		assertThat(vary(answer)).contains("Origin");
	}

	static Stream<String> answers() {
		return Stream.of(ARTICLE, "/api/v1/articles/none", "/api/v1/articles?misspelt=1", "/nowhere", "/openapi.json",
				"/docs", "/api/v1/rankings/trending", "/problems/gone");
	}

	@ParameterizedTest
	@MethodSource("answers")
	void everyAnswerTellsWhoMayReadItAndWhatItDependsOn(String path) {
		HttpResponse<String> answer = get(path, "Origin", APP);
		assertThat(values(answer, "Access-Control-Allow-Origin")).containsExactly(APP);
		assertThat(vary(answer)).contains("Origin");
		assertThat(vary(get(path))).contains("Origin");
	}

	@ParameterizedTest
	@MethodSource("answers")
	void everyAnswerTellsBrowsersToTakeItForWhatItSays(String path) {
		HttpResponse<String> answer = get(path);
		assertThat(values(answer, "X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(values(answer, "Referrer-Policy")).containsExactly("strict-origin-when-cross-origin");
	}

	@Test
	void whatElseAnAnswerDependsOnStaysAsItWas() {
		assertThat(vary(get(ARTICLE))).containsExactlyInAnyOrder("Accept", "Accept-Encoding", "Origin");
		assertThat(vary(get(ARTICLE))).containsExactlyInAnyOrder("Accept", "Accept-Encoding", "Origin");
	}

	@Test
	void whoHasTheAnswerAlreadyIsToldTheSame() {
		get(ARTICLE);
		HttpResponse<String> answer = get(ARTICLE, "Origin", WEB, "If-None-Match", "\"7\"");
		assertThat(answer.statusCode()).isEqualTo(304);
		assertThat(values(answer, "Access-Control-Allow-Origin")).containsExactly(WEB);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/api/v1/articles", "PUT,/api/v1/articles/a", "DELETE,/api/v1/articles/a/reactions/like",
			"POST,/api/v1/views", "GET,/openapi.json", "GET,/nowhere" })
	void whoAsksWhatItMaySendIsToldOnEveryRouteWithoutAnyUpstream(String method, String path) {
		HttpResponse<String> answer = send("OPTIONS", path, "Origin", WEB, "Access-Control-Request-Method", method,
				"Access-Control-Request-Headers", "if-match, content-type, x-forbidden");
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(values(answer, "Access-Control-Allow-Origin")).containsExactly(WEB);
		assertThat(values(answer, "Access-Control-Allow-Methods").get(0).split(", ")).contains(method);
		assertThat(values(answer, "Access-Control-Allow-Headers")).containsExactly("if-match, content-type");
		assertThat(values(answer, "Access-Control-Max-Age")).containsExactly("3600");
		assertThat(vary(answer)).contains("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
	}

	@Test
	void aStrangerMaySendNothing() {
		HttpResponse<String> answer = send("OPTIONS", ARTICLE, "Origin", STRANGER, "Access-Control-Request-Method",
				"PUT", "Access-Control-Request-Headers", "if-match");
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(permissions(answer)).isEmpty();
		assertThat(vary(answer)).contains("Origin");
	}

	private HttpResponse<String> get(String path, String... headers) {
		return send("GET", path, headers);
	}

	private HttpResponse<String> send(String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		for (int index = 0; index < headers.length; index += 2) {
			request.header(headers[index], headers[index + 1]);
		}
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (Exception ex) {
			throw new AssertionError(method + " " + path + " was not answered", ex);
		}
	}

	private static List<String> values(HttpResponse<String> answer, String name) {
		return answer.headers().allValues(name);
	}

	private static List<String> vary(HttpResponse<String> answer) {
		return values(answer, "Vary").stream().flatMap((value) -> Stream.of(value.split(", ?"))).toList();
	}

	private static Map<String, List<String>> permissions(HttpResponse<String> answer) {
		Map<String, List<String>> permissions = new TreeMap<>(answer.headers().map());
		permissions.keySet().removeIf((name) -> !name.toLowerCase().startsWith("access-control-"));
		return permissions;
	}

}
