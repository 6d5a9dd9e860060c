package io.broadsheet.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocatorMetric;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Kept answers that are given where a connection's requests are read: what their clients
 * notice of it, which should be nothing.
 */
@GatewayTest
@TestPropertySource(
		properties = { "broadsheet.cache.unheard=1h", "broadsheet.cors.allowed-origins=https://www.news.example" })
class EarlyAnswersTests {

	private static final ScriptedUpstream catalog = new ScriptedUpstream();

	private static final ScriptedUpstream ingest = new ScriptedUpstream();

	private static final String LIST = "/api/v1/articles/";

	private static final Pattern BODY = Pattern.compile("\\{\"n\":(\\d+)}");

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Autowired
	private MeterRegistry meters;

	@DynamicPropertySource
	static void upstreams(DynamicPropertyRegistry registry) {
		registry.add("broadsheet.gateway.upstreams.catalog.url", catalog::url);
		registry.add("broadsheet.gateway.upstreams.ingest.url", ingest::url);
	}

	@AfterAll
	static void stop() {
		catalog.close();
		ingest.close();
	}

	/** A cookie that says nothing takes the long way. */
	@ParameterizedTest
	@ValueSource(strings = { "identity", "gzip", "br, gzip;q=0.5", "gzip;q=0", "" })
	void anAnswerIsTheSameWhicheverWayItTakes(String accepted) throws Exception {
		for (int length : new int[] { 0, 20, 5_000, 300_000 }) {
			String path = article("same-" + length + accepted.hashCode(), "x".repeat(length));
			get(path);
			HttpResponse<String> early = get(path, "Accept-Encoding", accepted);
			HttpResponse<String> late = get(path, "Accept-Encoding", accepted, "Cookie", "theme=dark");
			assertThat(early.statusCode()).isEqualTo(late.statusCode());
			assertThat(withoutTime(early)).isEqualTo(withoutTime(late));
			assertThat(early.body()).isEqualTo(late.body());
			assertThat(early.headers().firstValue("Vary")).contains("Accept-Encoding, Origin");
			assertThat(catalog.calls(path)).isEqualTo(1);
		}
	}

	@Test
	void aHitIsCountedOnceWhicheverWayItTakes() throws Exception {
		String path = article("counted", "{}");
		get(path);
		double before = hits();
		get(path);
		get(path, "Cookie", "theme=dark");
		get(path, "If-None-Match", "\"7\"");
		assertThat(hits()).isEqualTo(before + 3);
	}

	@Test
	void answersToRequestsThatAreSentTogetherComeInTheirOrder() throws Exception {
		List<String> asked = new ArrayList<>();
		for (int number = 0; number < 60; number++) {
			String path = article("ordered-" + number, "{\"n\":" + number + "}");
			if (number % 3 != 0) {
				get(path);
			}
			asked.addAll(List.of("GET " + path + " HTTP/1.1", "Host: localhost", ""));
		}
		try (Wire wire = new Wire(this.port)) {
			wire.send(asked.toArray(String[]::new));
			assertThat(bodies(wire.readUntil((text) -> bodies(text).size() == 60)))
				.isEqualTo(IntStream.range(0, 60).boxed().toList());
		}
	}

	@Test
	void whoSendsThousandsOfRequestsBeforeReadingGetsThemAll() throws Exception {
		String path = article("many", "{\"n\":7}");
		get(path);
		String one = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
		String last = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
		try (Wire wire = new Wire(this.port)) {
			wire.sendBytes(String.join("", Collections.nCopies(3_000, one)) + last);
			assertThat(bodies(wire.readAll())).hasSize(3_001).containsOnly(7);
		}
	}

	/** Of forty bytes that ask, forty thousand would wait to be sent. */
	@Test
	void whoAsksOnAndOnWithoutReadingFillsNoMemory() throws Exception {
		String path = article("heavy", "x".repeat(40_000));
		get(path);
		String one = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
		PooledByteBufAllocatorMetric memory = PooledByteBufAllocator.DEFAULT.metric();
		long before = memory.usedDirectMemory();
		try (Wire wire = new Wire(this.port)) {
			wire.sendBytes("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(wire.readUntil((text) -> text.contains("}"))).startsWith("HTTP/1.1 404");
			CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> askInVain(wire, one, 20_000));
			await().during(2, SECONDS)
				.atMost(20, SECONDS)
				.until(() -> memory.usedDirectMemory() - before < 64 * 1024 * 1024);
			wire.close();
			asking.join();
		}
		assertThat(get(path).statusCode()).isEqualTo(200);
	}

	private static void askInVain(Wire wire, String request, int times) {
		try {
			wire.sendBytes(String.join("", Collections.nCopies(times, request)));
		}
		catch (IOException ex) {
			// nobody reads on, or the connection has ended
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "?section=a|b", "?section=%zz", "?section=1#x" })
	void aQueryThatIsNoneIsRefusedWhateverIsKeptForOneThatIsLikeIt(String query) throws Exception {
		catalog.script("/api/v1/articles", 200, "[]", "Surrogate-Key", "latest");
		String path = "/api/v1/articles" + query;
		String before = Wire.ask(this.port, "GET " + path + " HTTP/1.1").lines().findFirst().orElseThrow();
		for (String like : List.of("?section=a%7Cb", "?section=%25zz", "?section=1%23x", "?section=1")) {
			get("/api/v1/articles" + like);
		}
		assertThat(head(path, "Host: localhost")).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: localhost:abc", "Host: [::1", "Host: a b", "X-Host: none" })
	void aHostIsJudgedAsWithoutACache(String host) throws Exception {
		String kept = article("host", "{}");
		get(kept);
		assertThat(head(kept, host)).isEqualTo(head(kept, host, "Cookie: theme=dark"));
	}

	@Test
	void nothingIsAnsweredBehindTheLastAnswerOfAConnection() throws Exception {
		String path = article("late", "{\"n\":1}");
		get(path);
		try (Wire wire = new Wire(this.port)) {
			wire.send("GET /nothing HTTP/1.1", "Host: localhost", "Connection: close", "", "GET " + path + " HTTP/1.1",
					"Host: localhost", "");
			assertThat(wire.readAll()).startsWith("HTTP/1.1 404").doesNotContain("\"n\":1");
		}
	}

	@Test
	void aConnectionGoesOnAfterAnEarlyAnswer() throws Exception {
		String path = article("before-a-change", "{\"n\":1}");
		ingest.script("/api/v1/views", 202, "{\"n\":2}");
		get(path);
		String views = "[{\"articleId\":\"before-a-change\"}]";
		try (Wire wire = new Wire(this.port)) {
			wire.sendBytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
			wire.sendBytes("POST /api/v1/views HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
					+ "Expect: 100-continue\r\nContent-Length: " + views.length() + "\r\n\r\n" + views);
			wire.sendBytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(bodies(wire.readUntil((text) -> bodies(text).size() == 3))).containsExactly(1, 2, 1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET %s HTTP/1.0", "GET %s?unknown=1 HTTP/1.1", "POST %s HTTP/1.1", "GET %s#top HTTP/1.1",
			"GET %s/../x HTTP/1.1", "GET http://localhost%s HTTP/1.1" })
	void whatIsNotAPlainQuestionIsAnsweredAsWithoutACache(String line) throws Exception {
		String kept = article("plain", "{\"n\":1}");
		String other = article("plain-not-kept", "{\"n\":1}");
		get(kept);
		String[] heads = { line.formatted(kept), line.formatted(other) };
		for (int turn = 0; turn < heads.length; turn++) {
			heads[turn] = Wire.ask(this.port, heads[turn]).lines().findFirst().orElseThrow();
		}
		assertThat(heads[0]).isEqualTo(heads[1]);
	}

	/** Whatever answers there, it is not the public server's connections. */
	@Test
	void nothingIsAnsweredEarlyWhereOperatorsAsk() throws Exception {
		String path = article("operators", "{}");
		get(path);
		assertThat(get(path).headers().firstValue("X-Content-Type-Options")).isPresent();
		HttpResponse<String> answer = this.http.send(
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.managementPort + path)).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).isEmpty();
	}

	/** The first line of the answer to a request that does not end its connection. */
	private String head(String path, String... headers) throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.sendBytes("GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
			return wire.readUntil((text) -> text.contains("\r\n")).lines().findFirst().orElseThrow();
		}
	}

	private double hits() {
		return this.meters.get("broadsheet.gateway.cache.answers").tag("from", "hit").counter().count();
	}

	private static Map<String, List<String>> withoutTime(HttpResponse<?> answer) {
		Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
		headers.remove("age");
		headers.computeIfPresent("cache-control", (name,
				values) -> values.stream().map((value) -> value.replaceAll("max-age=[0-9]+", "max-age=")).toList());
		return headers;
	}

	private static List<Integer> bodies(String answers) {
		Matcher matcher = BODY.matcher(answers);
		List<Integer> numbers = new ArrayList<>();
		while (matcher.find()) {
			numbers.add(Integer.valueOf(matcher.group(1)));
		}
		return numbers;
	}

	private static String article(String id, String body) {
		catalog.script(LIST + id, 200, body, "Surrogate-Key", "article:" + id, "ETag", "\"7\"", "Content-Type",
				"application/json", "Last-Modified", "Sun, 01 Mar 2026 03:00:00 GMT");
		return LIST + id;
	}

	private HttpResponse<String> get(String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
		return this.http.send(((headers.length > 0) ? request.headers(headers) : request).build(),
				HttpResponse.BodyHandlers.ofString());
	}

}
