package io.broadsheet.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.broadsheet.gateway.cache.store.AnswerCache;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What readers get when an upstream is down, slow or talks nonsense, and that the others
 * don't notice.
 */
@GatewayTest
@TestPropertySource(properties = { "broadsheet.gateway.upstreams.catalog.timeout=10s",
		"broadsheet.gateway.upstreams.trending.timeout=60s", "broadsheet.gateway.upstreams.ingest.timeout=10s",
		"broadsheet.cache.ask-again=0s", "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=1h" })
@ExtendWith(OutputCaptureExtension.class)
class ResilienceTests {

	private static final String HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\nSurrogate-Key: latest\r\n";

	private static final String GOOD = HEAD + "Content-Length: 7\r\n\r\n{\"n\":1}";

	private static final Map<String, String> GARBAGE = Map.of("nothing", "", "another protocol",
			"SSH-2.0-OpenSSH_9.2\r\n\r\n", "no version", "HTTP/x.y 200 OK\r\n\r\n", "no status",
			"HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n", "status 42",
			"HTTP/1.1 42 Answer\r\nSurrogate-Key: latest\r\nContent-Length: 7\r\n\r\n{\"n\":2}", "too short",
			HEAD + "Content-Length: 100\r\n\r\n{\"n\":", "no length", HEAD + "Content-Length: seven\r\n\r\n{\"n\":2}",
			"no chunk", HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{\"n\":2}\r\n", "half a chunk",
			HEAD + "Transfer-Encoding: chunked\r\n\r\n100\r\n{\"n\":2}", "half a header", "HTTP/1.1 200 OK\r\nX-Hal");

	private static RawUpstream catalog;

	private static RawUpstream trending;

	private static RawUpstream ingest;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Autowired
	private AnswerCache cache;

	@Autowired
	private CircuitBreakerRegistry breakers;

	@Autowired
	private MeterRegistry meters;

	@BeforeAll
	static void start() throws IOException {
		catalog = new RawUpstream();
		trending = new RawUpstream();
		ingest = new RawUpstream();
	}

	@DynamicPropertySource
	static void upstreams(DynamicPropertyRegistry registry) {
		registry.add("broadsheet.gateway.upstreams.catalog.url", () -> catalog.url());
		registry.add("broadsheet.gateway.upstreams.trending.url", () -> trending.url());
		registry.add("broadsheet.gateway.upstreams.ingest.url", () -> ingest.url());
	}

	@AfterAll
	static void stop() {
		catalog.close();
		trending.close();
		ingest.close();
	}

	@BeforeEach
	void begin(@Autowired SmartLifecycle purgeReader) {
		if (purgeReader.isRunning()) {
			purgeReader.stop();
		}
		this.cache.drop();
		this.cache.hear(true);
		this.breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "another protocol", "no version", "no status", "status 42", "too short",
			"no length", "no chunk", "half a chunk", "half a header" })
	void anAnswerThatIsNoneLeavesTheLastOne(String kind) {
		catalog.behave(RawUpstream.answers(GOOD));
		assertThat(get("/api/v1/sections").body()).isEqualTo("{\"n\":1}");
		this.cache.purge(List.of("latest"));
		catalog.behave(RawUpstream.answers(GARBAGE.get(kind)));
		isLast(get("/api/v1/sections"));
		isUnavailable(get("/api/v1/tags"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 200 OK\r\nX-Half", HEAD + "Content-Length: 100\r\n\r\n{\"n\":" })
	void anUpstreamThatIsKilledWhileItAnswersLeavesTheLastAnswer(String beginning) {
		catalog.behave(RawUpstream.answers(GOOD));
		get("/api/v1/sections");
		this.cache.purge(List.of("latest"));
		catalog.behave(RawUpstream.resets(beginning));
		isLast(get("/api/v1/sections"));
		isUnavailable(get("/api/v1/tags"));
	}

	@Test
	void whatAnUpstreamSaysToTheGatewayAloneStaysThere() {
		catalog.behave(RawUpstream.answers("HTTP/1.1 200 OK\r\nConnection: close, X-Internal\r\nX-Internal: 1\r\n"
				+ "Keep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\nUpgrade: h2c\r\nSurrogate-Key: latest\r\n"
				+ "ETag: \"1\"\r\nContent-Length: 7\r\n\r\n{\"n\":1}"));
		for (HttpResponse<String> answer : List.of(get("/api/v1/tags"), get("/api/v1/tags"),
				getAsSomebody("/api/v1/tags"))) {
			assertThat(answer.headers().map()).containsKey("etag")
				.doesNotContainKeys("connection", "x-internal", "keep-alive", "proxy-authenticate", "upgrade",
						"surrogate-key");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "another protocol", "no version", "no status", "half a header" })
	void whatIsNoAnswerIsToldToThoseWhomTheCacheDoesNotServeToo(String kind) {
		catalog.behave(RawUpstream.answers(GARBAGE.get(kind)));
		ingest.behave(RawUpstream.answers(GARBAGE.get(kind)));
		isUnavailable(getAsSomebody("/api/v1/tags"));
		isUnavailable(send(view()).join());
	}

	@Test
	void headersWithoutEndAreNotWaitedFor() {
		catalog.behave(RawUpstream.goesOn("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n".repeat(100), Duration.ZERO));
		isUnavailable(get("/api/v1/tags"));
		isUnavailable(getAsSomebody("/api/v1/tags"));
	}

	@Test
	void whateverIsSlowAnAnswerComesWithin12TimesTheTimeOut() {
		catalog.behave(RawUpstream.answers(GOOD));
		get("/api/v1/sections");
		this.cache.purge(List.of("latest"));
		CountDownLatch end = new CountDownLatch(1);
		Map<String, RawUpstream.Behaviour> slow = Map.of("/api/v1/sections", RawUpstream.begins("", end),
				"/api/v1/tags", RawUpstream.begins(HEAD + "Content-Length: 100\r\n\r\n{", end), "/api/v1/archive",
				RawUpstream.goesOn(HEAD + "Content-Length: 1000\r\n\r\n", "x", Duration.ofMillis(100)),
				"/feeds/latest.json", RawUpstream.begins("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", end),
				"/api/v1/collections", RawUpstream.goesOn("HTTP/1.1 200 OK\r\n", "X: y\r\n", Duration.ofMillis(100)));
		catalog.behave((request, socket) -> slow.get(request.split(" ")[1]).meet(request, socket));
		ingest.behave(RawUpstream.begins("", end));
		long begun = System.nanoTime();
		CompletableFuture<HttpResponse<String>> changed = send(view());
		CompletableFuture<HttpResponse<String>> asSomebody = send(asSomebody("/api/v1/sections"));
		Map<String, CompletableFuture<HttpResponse<String>>> answers = Map.of("/api/v1/sections",
				send("/api/v1/sections"), "/api/v1/tags", send("/api/v1/tags"), "/api/v1/archive",
				send("/api/v1/archive"), "/feeds/latest.json", send("/feeds/latest.json"), "/api/v1/collections",
				send("/api/v1/collections"));
		answers.values().forEach(CompletableFuture::join);
		isUnavailable(changed.join());
		isUnavailable(asSomebody.join());
		Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
		end.countDown();
		isLast(answers.get("/api/v1/sections").join());
		isUnavailable(answers.get("/api/v1/tags").join());
		isUnavailable(answers.get("/api/v1/archive").join());
		isUnavailable(answers.get("/feeds/latest.json").join());
		isUnavailable(answers.get("/api/v1/collections").join());
		assertThat(elapsed).isLessThan(Duration.ofSeconds(12));
	}

	@Test
	void aReadThatBreaksOffIsRepeatedOnceAndAChangeNever() {
		catalog.behave((request, socket) -> {
			catalog.behave(RawUpstream.answers(GOOD));
			RawUpstream.resets("").meet(request, socket);
		});
		int reads = catalog.requests();
		assertThat(get("/api/v1/tags").body()).isEqualTo("{\"n\":1}");
		assertThat(catalog.requests()).isEqualTo(reads + 2);
		for (String method : List.of("POST", "PUT", "DELETE")) {
			ingest.behave((request, socket) -> {
				ingest.behave(RawUpstream.answers(GOOD));
				RawUpstream.resets("").meet(request, socket);
			});
			int changes = ingest.requests();
			String path = method.equals("POST") ? "/api/v1/views" : "/api/v1/articles/a/reactions/like";
			isUnavailable(send(
					HttpRequest.newBuilder(address(path)).method(method, HttpRequest.BodyPublishers.noBody()).build())
				.join());
			assertThat(ingest.requests()).as(method).isEqualTo(changes + 1);
		}
	}

	@Test
	void aThousandWhoWaitForOneUpstreamAreNotNoticedByTheOthers() {
		CountDownLatch end = new CountDownLatch(1);
		trending.behave(RawUpstream.begins("", end));
		catalog.behave(RawUpstream.answers(GOOD));
		double refused = refused("bulkhead", "trending");
		int before = trending.requests();
		List<CompletableFuture<HttpResponse<String>>> readers = IntStream.range(0, 1000)
			.mapToObj((reader) -> send("/api/v1/rankings/most-viewed?section=s" + reader))
			.toList();
		await().atMost(60, SECONDS).until(() -> refused("bulkhead", "trending") == refused + 1000 - 256);
		await().atMost(60, SECONDS).until(() -> trending.requests() == before + 256);
		assertThat(readers.stream().filter(CompletableFuture::isDone).count()).isLessThanOrEqualTo(1000 - 256);
		assertThat(get("/api/v1/tags").body()).isEqualTo("{\"n\":1}");
		assertThat(this.breakers.circuitBreaker("trending").getState()).isEqualTo(CircuitBreaker.State.CLOSED);
		end.countDown();
		readers.forEach((reader) -> isUnavailable(reader.join()));
		assertThat(get("/api/v1/tags?limit=3").body()).isEqualTo("{\"n\":1}");
	}

	@Test
	void anUpstreamThatKeepsFailingIsLeftAloneAndFillsNoLog(CapturedOutput output) {
		catalog.behave(RawUpstream.answers(GOOD));
		get("/api/v1/sections");
		this.cache.purge(List.of("latest"));
		catalog.behave(RawUpstream.answers("nonsense\r\n\r\n"));
		for (int call = 0; call < 30; call++) {
			isUnavailable(get("/api/v1/tags?limit=" + call));
		}
		assertThat(refused("breaker", "catalog")).isGreaterThanOrEqualTo(10);
		int asked = catalog.requests();
		isUnavailable(get("/api/v1/tags"));
		isLast(get("/api/v1/sections"));
		assertThat(catalog.requests()).isEqualTo(asked);
		assertThat(output.getAll()).doesNotContain("could not be fetched");
	}

	private double refused(String by, String upstream) {
		return this.meters.get("broadsheet.gateway.refused").tag("by", by).tag("upstream", upstream).counter().count();
	}

	private static void isLast(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"n\":1}");
		assertThat(answer.headers().firstValue("Warning").orElse("")).startsWith("110 ");
		assertThat(answer.headers().firstValue("Age")).isPresent();
	}

	private static void isUnavailable(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.headers().firstValue("Retry-After")).contains("1");
		assertThat(answer.body()).contains("/problems/upstream-unavailable");
	}

	/** Who may be somebody is answered past the cache, by Spring Cloud Gateway. */
	private HttpResponse<String> getAsSomebody(String path) {
		return send(asSomebody(path)).join();
	}

	private HttpRequest asSomebody(String path) {
		return HttpRequest.newBuilder(address(path)).header("Cookie", "SESSION=ended").build();
	}

	private HttpRequest view() {
		return HttpRequest.newBuilder(address("/api/v1/views"))
			.POST(HttpRequest.BodyPublishers.ofString("{\"articleId\":\"a\"}"))
			.build();
	}

	private HttpResponse<String> get(String path) {
		return send(path).join();
	}

	private CompletableFuture<HttpResponse<String>> send(String path) {
		return send(HttpRequest.newBuilder(address(path)).build());
	}

	private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
		return this.http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
	}

	private URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

}
