package io.broadsheet.gateway;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import io.broadsheet.gateway.cache.store.AnswerCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is answered from the cache, and what never.
 */
@GatewayTest
@TestPropertySource(properties = { "broadsheet.gateway.upstreams.catalog.timeout=60s",
		"broadsheet.gateway.upstreams.trending.timeout=2s", "broadsheet.cache.unheard=0s",
		"broadsheet.cache.largest=64KB" })
class CacheTests {

	private static final ScriptedUpstream catalog = new ScriptedUpstream();

	private static final ScriptedUpstream trending = new ScriptedUpstream();

	private static final String LIST = "/api/v1/articles";

	private static final String FIGURES = "{\"inputLagSeconds\":0,\"degraded\":false,\"items\":["
			+ "{\"rank\":1},".repeat(200) + "{}]}";

	private static final String LONG = "{\"text\":\"" + "a long story, ".repeat(500) + "\"}";

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Autowired
	private AnswerCache cache;

	@Autowired
	private MeterRegistry meters;

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

	/** Purges come from the tests, which are heard. */
	@BeforeEach
	void hear(@Autowired SmartLifecycle purgeReader) {
		if (purgeReader.isRunning()) {
			purgeReader.stop();
		}
		this.cache.drop();
		this.cache.hear(true);
		trending.release();
	}

	@Test
	void theSecondReaderIsAnsweredWithoutTheUpstream() {
		String path = article("second", "{\"n\":1}");
		HttpResponse<String> first = get(path);
		HttpResponse<String> second = get(path);
		assertThat(catalog.calls(path)).isEqualTo(1);
		assertThat(List.of(first, second)).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("{\"n\":1}");
			assertThat(header(answer, "ETag")).isEqualTo("\"7\"");
			assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
			assertThat(header(answer, "Cache-Control")).startsWith("public, max-age=")
				.contains("stale-while-revalidate=", "stale-if-error=");
			assertThat(Integer.parseInt(header(answer, "Age"))).isBetween(0, 60);
			assertThat(answer.headers().firstValue("Surrogate-Key")).isEmpty();
			assertThat(answer.headers().firstValue("Warning")).isEmpty();
		});
	}

	@Test
	void aChangeIsSeenByTheNextReader() {
		String path = article("changed", "{\"n\":1}");
		get(path);
		article("changed", "{\"n\":2}");
		this.cache.purge(List.of("article:changed", "section:culture", "latest"));
		assertThat(get(path).body()).isEqualTo("{\"n\":2}");
	}

	@ParameterizedTest
	@CsvSource({ "404, latest", "410, article:gone", "301, article:gone" })
	void whatIsNotThereIsKeptUntilItComes(int status, String key) {
		String path = LIST + "/absent-" + status;
		catalog.script(path, status, "", "Surrogate-Key", key, "Location", LIST + "/elsewhere");
		assertThat(List.of(get(path), get(path))).allMatch((answer) -> answer.statusCode() == status);
		assertThat(catalog.calls(path)).isEqualTo(1);
		catalog.script(path, 200, "{}", "Surrogate-Key", "article:gone");
		this.cache.purge(List.of("article:gone", "latest"));
		assertThat(get(path).statusCode()).isEqualTo(200);
	}

	@Test
	void whatWasPurgedWhileItWasFetchedIsNotKept() {
		String path = article("raced", "{\"n\":1}");
		catalog.hold();
		CompletableFuture<HttpResponse<String>> early = send(path);
		await().until(() -> catalog.calls(path) == 1);
		article("raced", "{\"n\":2}");
		this.cache.purge(List.of("article:raced"));
		CompletableFuture<HttpResponse<String>> late = send(path);
		catalog.release();
		HttpResponse<String> first = early.join();
		assertThat(first.body()).isEqualTo("{\"n\":1}");
		assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
		assertThat(late.join().body()).as("asked after the purge").isEqualTo("{\"n\":2}");
		assertThat(get(path).body()).isEqualTo("{\"n\":2}");
	}

	@Test
	void twoHundredReadersAskTheUpstreamOnce() {
		String path = article("popular", "{\"n\":1}");
		catalog.hold();
		List<CompletableFuture<HttpResponse<String>>> readers = IntStream.range(0, 200)
			.mapToObj((reader) -> send(path))
			.toList();
		await().until(() -> catalog.calls(path) > 0);
		catalog.release();
		assertThat(readers).allMatch((reader) -> reader.join().body().equals("{\"n\":1}"));
		assertThat(catalog.calls(path)).isEqualTo(1);
	}

	@Test
	void whoAskedFirstAndLeftTakesNobodyAlong() {
		String path = article("left", "{\"n\":1}");
		catalog.hold();
		CompletableFuture<HttpResponse<String>> first = send(path);
		await().until(() -> catalog.calls(path) == 1);
		CompletableFuture<HttpResponse<String>> second = send(path);
		first.cancel(true);
		await().atMost(10, SECONDS).until(() -> {
			catalog.release();
			return second.isDone();
		});
		assertThat(second.join().body()).isEqualTo("{\"n\":1}");
	}

	@Test
	void theOrderOfParametersMakesNoDifference() {
		catalog.script(LIST, 200, "[]", "Surrogate-Key", "section:order");
		get(LIST + "?section=order&limit=3&author=Linh%20Do");
		int calls = catalog.calls(LIST);
		get(LIST + "?author=Linh+Do&limit=3&section=order");
		assertThat(catalog.calls(LIST)).isEqualTo(calls);
		get(LIST + "?author=Linh+Do&limit=4&section=order");
		assertThat(catalog.calls(LIST)).isEqualTo(calls + 1);
	}

	@Test
	void anUnknownParameterIsRefusedWhateverIsCached() {
		catalog.script(LIST, 200, "[]", "Surrogate-Key", "latest");
		get(LIST);
		assertThat(get(LIST + "?secton=x").statusCode()).isEqualTo(400);
	}

	@Test
	void whatClientsAcceptDecidesWhereTheUpstreamSaysSo() {
		String path = article("varied", "{\"n\":1}", "Vary", "Accept");
		get(path, "Accept", "application/json");
		article("varied", "{\"@type\":\"NewsArticle\"}", "Vary", "Accept");
		assertThat(get(path, "Accept", "application/ld+json").body()).contains("NewsArticle");
		assertThat(get(path, "Accept", "application/json").body()).isEqualTo("{\"n\":1}");
		assertThat(catalog.calls(path)).isEqualTo(2);
		assertThat(header(get(path, "Accept", "application/json"), "Vary")).isEqualTo("Accept, Accept-Encoding");
	}

	@Test
	void aLongAnswerIsCompressedForWhoTakesIt() throws Exception {
		String path = article("long", LONG);
		get(path);
		assertThat(unzipped(path)).isEqualTo(LONG);
		assertThat(get(path, "Accept-Encoding", "gzip;q=0, identity").body()).isEqualTo(LONG);
		assertThat(get(path).body()).isEqualTo(LONG);
		assertThat(catalog.calls(path)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"7\"", "W/\"7\"", "\"1\", W/\"7\"", "*" })
	void whoHasTheAnswerIsToldSo(String known) {
		String path = article("known", "{\"n\":1}");
		for (int turn = 0; turn < 2; turn++) {
			HttpResponse<String> answer = get(path, "If-None-Match", known);
			assertThat(answer.statusCode()).isEqualTo(304);
			assertThat(answer.body()).isEmpty();
			assertThat(header(answer, "ETag")).isEqualTo("\"7\"");
		}
		assertThat(get(path, "If-None-Match", "\"8\"").statusCode()).isEqualTo(200);
	}

	@Test
	void theTimeOfTheLastChangeDecidesForAnArticleAndNotForAList() {
		String time = "Sun, 01 Mar 2026 03:00:00 GMT";
		String path = article("dated", "{}", "Last-Modified", time);
		assertThat(get(path, "If-Modified-Since", time).statusCode()).isEqualTo(304);
		assertThat(get(path, "If-Modified-Since", "Sun, 01 Mar 2026 02:59:59 GMT").statusCode()).isEqualTo(200);
		assertThat(get(path, "If-Modified-Since", "yesterday").statusCode()).isEqualTo(200);
		assertThat(get(path, "If-Modified-Since", time, "If-None-Match", "\"8\"").statusCode()).isEqualTo(200);
		catalog.script("/feeds/latest.rss", 200, "<rss/>", "Last-Modified", time, "Surrogate-Key", "latest article:1");
		get("/feeds/latest.rss");
		assertThat(get("/feeds/latest.rss", "If-Modified-Since", time).statusCode()).isEqualTo(200);
	}

	@Test
	void aHeadIsAnsweredFromTheSameAnswer() throws Exception {
		String path = article("head", LONG);
		get(path);
		HttpResponse<String> head = this.http.send(
				HttpRequest.newBuilder(address(path)).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(LONG.length()));
		assertThat(catalog.calls(path)).isEqualTo(1);
		assertThat(get(path).body()).isEqualTo(LONG);
	}

	@Test
	void whoAsksForARangeGetsTheWhole() {
		String path = article("ranged", "{\"n\":1}");
		assertThat(List.of(get(path, "Range", "bytes=0-2"), get(path, "Range", "bytes=0-2"))).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("{\"n\":1}");
		});
		assertThat(catalog.last(path).headers()).doesNotContainKey("range");
	}

	@ParameterizedTest
	@CsvSource({ "Authorization, Basic bGluaDpsaW5o", "Cookie, SESSION=abc; theme=dark" })
	void whoIsSomebodyNeitherGetsNorLeavesASharedAnswer(String name, String value) {
		String path = article("personal-" + name, "{\"of\":\"somebody\"}");
		assertThat(get(path, name, value).body()).contains("somebody");
		article("personal-" + name, "{\"of\":\"nobody\"}");
		assertThat(get(path).body()).contains("nobody");
		article("personal-" + name, "{\"of\":\"somebody\"}");
		assertThat(get(path, name, value).body()).contains("somebody");
		assertThat(get(path).body()).contains("nobody");
	}

	@Test
	void aCookieThatSaysNothingIsNotPassedOnAndCostsNothing() {
		String path = article("cookie", "{\"n\":1}");
		get(path, "Cookie", "theme=dark");
		assertThat(catalog.last(path).headers()).doesNotContainKey("cookie");
		get(path, "Cookie", "theme=light");
		assertThat(catalog.calls(path)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "Set-Cookie, a=b", "Cache-Control, no-store", "Cache-Control, 'private, max-age=60'",
			"Cache-Control, no-cache", "Cache-Control, max-age=0", "Vary, Cookie", "Vary, *", "Content-Encoding, br" })
	void whatIsNotForEverybodyIsNotKept(String name, String value) {
		String path = article("forbidden", "{}", name, value);
		int calls = catalog.calls(path);
		get(path);
		HttpResponse<String> second = get(path);
		assertThat(catalog.calls(path)).isEqualTo(calls + 2);
		assertThat(header(second, name)).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 406, 429, 500, 503 })
	void anErrorIsForWhoeverAskedAlone(int status) {
		String path = LIST + "/error-" + status;
		catalog.script(path, status, "{}", "Surrogate-Key", "latest");
		assertThat(List.of(get(path), get(path))).allMatch((answer) -> answer.statusCode() == status);
		assertThat(catalog.calls(path)).isEqualTo(2);
	}

	@Test
	void anAcceptThatCanNotBeReadIsRefusedThoughTheAnswerIsThere() {
		String path = article("accepted", "{\"n\":1}");
		assertThat(List.of(get(path), get(path))).allMatch((answer) -> answer.statusCode() == 200);
		assertThat(get(path, "Accept", "no media type").statusCode()).isEqualTo(406);
		assertThat(get(path, "Accept", "no media type", "Cookie", "theme=dark").statusCode()).isEqualTo(406);
	}

	@Test
	void whatNamesNoKeysIsNotKeptSinceNobodyCouldPurgeIt() {
		String path = LIST + "/keyless";
		catalog.script(path, 200, "{}");
		get(path);
		get(path);
		assertThat(catalog.calls(path)).isEqualTo(2);
	}

	@Test
	void anAnswerThatEndsSoonIsToldToEndThen() {
		catalog.script("/api/v1/collections", 200, "{}", "Surrogate-Key", "collections", "Cache-Control", "max-age=3");
		assertThat(header(get("/api/v1/collections"), "Cache-Control")).isIn("public, max-age=3", "public, max-age=2");
	}

	@Test
	void anAnswerThatIsTooLargePassesThroughWhole() {
		String large = "{\"text\":\"" + "x".repeat(300_000) + "\"}";
		String path = article("large", large);
		assertThat(List.of(get(path), get(path))).allMatch((answer) -> answer.body().equals(large));
		assertThat(catalog.calls(path)).isEqualTo(2);
	}

	@Test
	void aListStandsInForANewerOneWhenTheUpstreamFails() {
		String path = "/api/v1/sections";
		catalog.script(path, 200, "{\"n\":1}", "Surrogate-Key", "latest");
		get(path);
		this.cache.purge(List.of("article:new", "latest"));
		catalog.script(path, 500, "{\"trace\":\"secret\"}");
		assertThat(List.of(get(path), get(path))).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("{\"n\":1}");
			assertThat(header(answer, "Warning")).startsWith("110 ");
			assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
			assertThat(answer.headers().firstValue("Age")).isPresent();
		});
	}

	@Test
	void anUpstreamThatDoesNotAnswerInTimeLeavesItsLastAnswer() {
		String path = "/api/v1/rankings/most-viewed";
		trending.script(path, 200, "{\"n\":1}", "Surrogate-Key", "ranking:most-viewed article:1");
		get(path);
		trending.hold();
		this.cache.purge(List.of("ranking:most-viewed"));
		for (int call = 0; call < 5; call++) {
			HttpResponse<String> answer = get(path);
			assertThat(answer.body()).startsWith("{\"n\":1,");
			assertThat(header(answer, "Warning")).startsWith("110 ");
		}
		this.cache.purge(List.of("article:1"));
		assertThat(get(path).statusCode()).isEqualTo(503);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/rankings/trending", "/api/v1/articles/1/stats" })
	void whatIsNotTheNewestRankingSaysSoInItsBody(String path) throws Exception {
		String time = "Sun, 01 Mar 2026 03:00:00 GMT";
		trending.script(path, 200, FIGURES, "Surrogate-Key", "ranking:trending", "ETag", "\"7\"", "Last-Modified",
				time);
		HttpResponse<String> fresh = get(path);
		this.cache.purge(List.of("ranking:trending"));
		trending.script(path, 503, "away");
		HttpResponse<String> stale = get(path, "If-None-Match", "\"7\"");
		assertThat(fresh.body()).isEqualTo(FIGURES);
		assertThat(stale.statusCode()).isEqualTo(200);
		assertThat(stale.body()).contains("\"degraded\":true");
		assertThat(header(stale, "ETag")).isNotEqualTo(header(fresh, "ETag"));
		assertThat(get(path, "If-Modified-Since", time).body()).contains("\"degraded\":true");
		assertThat(unzipped(path)).contains("\"degraded\":true").doesNotContain("\"degraded\":false");
	}

	/** Receipts don't say whether an article was revised or withdrawn. */
	@ParameterizedTest
	@ValueSource(strings = { LIST + "/withdrawn", "/feeds/latest.atom", LIST + "/other/related", "/sitemap-news.xml" })
	void whatMayShowAWithdrawnArticleDoesNotStandInForItself(String path) {
		catalog.script(path, 200, "A libel", "Surrogate-Key",
				path.contains("atom") || path.contains("withdrawn") ? "latest article:withdrawn" : "latest");
		get(path);
		this.cache.purge(List.of("article:withdrawn", "section:culture", "latest"));
		catalog.script(path, 503, "away");
		HttpResponse<String> answer = get(path);
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).isEqualTo("away");
	}

	@Test
	void whilePurgesAreNotHeardTheUpstreamIsAsked() {
		String path = article("unheard", "{\"n\":1}");
		get(path);
		this.cache.hear(false);
		article("unheard", "{\"n\":2}");
		assertThat(get(path).body()).isEqualTo("{\"n\":2}");
		catalog.script(path, 500, "away");
		assertThat(get(path).statusCode()).isEqualTo(500);
	}

	@Test
	void howLongReadersWaitForWhatIsNotKeptIsMeasured() {
		String path = article("measured", "{}");
		double before = fetches("/api/v1/articles/{idOrSlug}", "200");
		get(path);
		get(path);
		await().untilAsserted(() -> assertThat(fetches("/api/v1/articles/{idOrSlug}", "200")).isEqualTo(before + 1));
	}

	private double fetches(String route, String status) {
		return this.meters.find("broadsheet.gateway.cache.fetches")
			.tag("route", route)
			.tag("status", status)
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	private static String article(String id, String body, String... more) {
		String[] headers = { "Surrogate-Key", "article:" + id, "ETag", "\"7\"", "Content-Type", "application/json" };
		String[] all = Stream.concat(Arrays.stream(headers), Arrays.stream(more)).toArray(String[]::new);
		catalog.script(LIST + "/" + id, 200, body, all);
		return LIST + "/" + id;
	}

	private String unzipped(String path) throws Exception {
		HttpResponse<byte[]> compressed = this.http.send(request(path, "Accept-Encoding", "br;q=0.9, gzip;q=0.8"),
				HttpResponse.BodyHandlers.ofByteArray());
		assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
		try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
			String body = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
			assertThat(compressed.body().length).isLessThan(body.length() / 2);
			return body;
		}
	}

	private HttpResponse<String> get(String path, String... headers) {
		return send(path, headers).join();
	}

	private CompletableFuture<HttpResponse<String>> send(String path, String... headers) {
		return this.http.sendAsync(request(path, headers), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
		return ((headers.length > 0) ? request.headers(headers) : request).build();
	}

	private URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

}
