package io.broadsheet.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a client may ask for. Each test is a client of its own, behind a proxy.
 */
@GatewayTest
@TestPropertySource(properties = { "broadsheet.clients.trusted-proxies=127.0.0.1",
		"broadsheet.limits.rate.exempt=192.0.2.0/24", "broadsheet.cache.unheard=1h",
		"broadsheet.limits.rate.requests=60", "broadsheet.limits.rate.per=1h", "broadsheet.limits.body.largest=10KB",
		"broadsheet.limits.body.within=500ms", "broadsheet.limits.body.pause=500ms",
		"broadsheet.limits.body.streamed.[/api/v1/articles/a/shares]=30KB", "server.netty.idle-timeout=500ms" })
class LimitsTests {

	private static final ScriptedUpstream catalog = new ScriptedUpstream();

	private static final ScriptedUpstream ingest = new ScriptedUpstream();

	private static final String VIEWS = "/api/v1/views";

	private static final String STREAMED = "/api/v1/articles/a/shares";

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

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

	@Test
	void aPageOfFiftyRequestsIsLetInAndWhoGoesOnIsToldWhenToComeBack() throws Exception {
		catalog.script("/api/v1/tags", 200, "{}");
		List<Integer> statuses = new ArrayList<>();
		for (int request = 0; request < 60; request++) {
			HttpResponse<String> answer = get("/api/v1/tags", "198.51.100.1");
			statuses.add(answer.statusCode());
			assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"requests\";q=60;w=3600");
			assertThat(header(answer, "RateLimit")).matches("\"requests\";r=" + (59 - request) + ";t=[0-9]+");
		}
		assertThat(statuses).containsOnly(200);
		HttpResponse<String> refused = get("/api/v1/tags", "198.51.100.1");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(header(refused, "Content-Type")).isEqualTo("application/problem+json");
		assertThat(refused.body()).contains("\"type\":\"/problems/too-many-requests\"", "\"status\":429");
		assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 60);
		assertThat(header(refused, "RateLimit")).startsWith("\"requests\";r=0;t=");
		assertThat(get("/api/v1/tags", "198.51.100.2").statusCode()).as("somebody else").isEqualTo(200);
		assertThat(get("/api/v1/tags", "198.51.100.1, 198.51.100.3").statusCode()).as("who forges").isEqualTo(200);
	}

	@Test
	void whatTheCacheAnswersDoesNotCountAndTellsNothingOfOthers() throws Exception {
		catalog.script("/api/v1/archive", 200, "{}", "Surrogate-Key", "latest");
		assertThat(header(get("/api/v1/archive", "198.51.100.5"), "RateLimit")).startsWith("\"requests\";r=59;");
		for (int request = 0; request < 100; request++) {
			HttpResponse<String> answer = get("/api/v1/archive", "198.51.100.5");
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
		}
		assertThat(header(get("/nowhere", "198.51.100.5"), "RateLimit")).startsWith("\"requests\";r=58;");
		assertThat(catalog.calls("/api/v1/archive")).isEqualTo(1);
	}

	@Test
	void whatIsNotThereCountsToo() throws Exception {
		for (int request = 0; request < 60; request++) {
			assertThat(get("/nowhere", "198.51.100.4").statusCode()).isEqualTo(404);
		}
		double before = refused();
		assertThat(get("/nowhere", "198.51.100.4").statusCode()).isEqualTo(429);
		assertThat(refused()).isEqualTo(before + 1);
	}

	@Test
	void whoIsExemptMayAskOnAndOnAndIsToldNothing() throws Exception {
		catalog.script("/api/v1/tags", 200, "{}");
		for (int request = 0; request < 100; request++) {
			HttpResponse<String> answer = get("/api/v1/tags", "192.0.2.7");
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
		}
	}

	@Test
	void theUpstreamIsToldTheClientsAddressAndNotTheProxys() throws Exception {
		catalog.script("/api/v1/sections", 200, "{}");
		get("/api/v1/sections", "1.2.3.4, 198.51.100.9");
		assertThat(catalog.last("/api/v1/sections").headers()).containsEntry("x-forwarded-for", "198.51.100.9");
	}

	@Test
	void aBodyOfTheLargestSizeIsPassedOnWholeHoweverItIsSent() throws Exception {
		ingest.script(VIEWS, 202, "{}");
		int before = ingest.calls(VIEWS);
		assertThat(post(VIEWS, HttpRequest.BodyPublishers.ofString("x".repeat(10 * 1024))).statusCode()).isEqualTo(202);
		assertThat(ingest.last(VIEWS).headers()).containsEntry("content-length", "10240");
		assertThat(post(VIEWS, chunked(10 * 1024)).statusCode()).isEqualTo(202);
		assertThat(ingest.calls(VIEWS)).isEqualTo(before + 2);
	}

	@Test
	void aBodyThatSaysThatItIsTooLargeIsNotWaitedFor() throws IOException {
		try (Wire wire = new Wire(this.port)) {
			String answer = wire
				.send("POST /api/v1/shares-of-nothing HTTP/1.1", "Host: localhost", "X-Forwarded-For: 198.51.100.20",
						"Content-Length: 10241", "", "x")
				.readAll();
			assertThat(answer).startsWith("HTTP/1.1 413 ").contains("/problems/content-too-large");
		}
	}

	@Test
	void aBodyThatTurnsOutToBeTooLargeReachesNobody() throws Exception {
		ingest.script("/api/v1/articles", 201, "{}");
		try (Wire wire = new Wire(this.port)) {
			wire.send("POST /api/v1/articles HTTP/1.1", "Host: localhost", "X-Forwarded-For: 198.51.100.21",
					"Transfer-Encoding: chunked", "");
			wire.send("2000", "x".repeat(0x2000)).send("801", "x".repeat(0x801));
			assertThat(wire.readAll()).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
		}
		assertThat(ingest.calls("/api/v1/articles")).isZero();
	}

	@Test
	void whatIsPassedOnMayBeLargerAndIsCountedAsItComes() throws Exception {
		ingest.script(STREAMED, 200, "{}");
		assertThat(post(STREAMED, chunked(30 * 1024)).statusCode()).isEqualTo(200);
		assertThat(post(STREAMED, HttpRequest.BodyPublishers.ofByteArray(new byte[30 * 1024 + 1])).statusCode())
			.isEqualTo(413);
	}

	@Test
	void aBodyThatDribblesIsCutOff() throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send("POST " + VIEWS + " HTTP/1.1", "Host: localhost", "X-Forwarded-For: 198.51.100.22",
					"Content-Length: 100", "", "[");
			assertThat(wire.readAll()).startsWith("HTTP/1.1 408 ").contains("/problems/request-timeout");
		}
	}

	@Test
	void whatIsPassedOnAndStopsComingIsCutOff() throws IOException {
		ingest.script(STREAMED, 200, "{}");
		ingest.hold();
		try (Wire wire = new Wire(this.port)) {
			wire.send("POST " + STREAMED + " HTTP/1.1", "Host: localhost", "X-Forwarded-For: 198.51.100.23",
					"Transfer-Encoding: chunked", "", "1", "x");
			assertThat(wire.readAll()).startsWith("HTTP/1.1 408 ");
		}
		finally {
			ingest.release();
		}
	}

	@Test
	void aHeaderThatDribblesIsCutOff() throws IOException {
		try (Wire wire = new Wire(this.port)) {
			assertThat(wire.send("GET /api/v1/tags HTTP/1.1", "Host: localhost").sendBytes("X-Slow").readAll())
				.isEmpty();
		}
	}

	private double refused() {
		return this.meters.get("broadsheet.gateway.refused").tag("by", "rate").counter().count();
	}

	private static HttpRequest.BodyPublisher chunked(int size) {
		return HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(new byte[size]));
	}

	private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body)
			throws IOException, InterruptedException {
		return this.http.send(
				HttpRequest.newBuilder(address(path)).header("X-Forwarded-For", "198.51.100.30").POST(body).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> get(String path, String forwardedFor) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(address(path)).header("X-Forwarded-For", forwardedFor).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

}
