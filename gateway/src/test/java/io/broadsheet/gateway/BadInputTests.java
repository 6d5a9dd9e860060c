package io.broadsheet.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients send that no client should.
 */
@GatewayTest
class BadInputTests {

	private static final StubUpstream upstream = new StubUpstream(Duration.ZERO);

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private RouteLocator routes;

	@DynamicPropertySource
	static void upstreams(DynamicPropertyRegistry registry) {
		for (String name : List.of("catalog", "ingest", "trending")) {
			registry.add("broadsheet.gateway.upstreams." + name + ".url", upstream::url);
		}
	}

	@AfterAll
	static void stop() {
		upstream.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Long: ", "Authorization: Bearer ", "Cookie: a=", "Accept: ", "If-None-Match: " })
	void aHeaderOf100KilobytesIsAProblem(String header) {
		isProblem(ask("GET /api/v1/articles/a HTTP/1.1", header + "x".repeat(100_000)), 431, "header-fields-too-large");
	}

	@Test
	void tenThousandHeadersAreAProblem() throws IOException {
		String headers = IntStream.range(0, 10_000)
			.mapToObj((n) -> "X-" + n + ": y")
			.collect(Collectors.joining("\r\n"));
		isProblem(ask("GET /api/v1/articles/a HTTP/1.1", headers), 431, "header-fields-too-large");
	}

	@Test
	void tenThousandParametersAreAProblem() throws IOException {
		String query = IntStream.range(0, 10_000).mapToObj((n) -> "p" + n + "=v").collect(Collectors.joining("&"));
		isProblem(ask("GET /api/v1/articles?" + query + " HTTP/1.1"), 414, "uri-too-long");
		String repeated = "limit=1&".repeat(500);
		assertThat(ask("GET /api/v1/articles?" + repeated + " HTTP/1.1")).startsWith("HTTP/1.1 200 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /api/v1/articles/a|b HTTP/1.1", "GET /api/v1/articles/a\\b HTTP/1.1",
			"GET /api/v1/articles/%zz HTTP/1.1", "GET /api/v1/articles/^ HTTP/1.1", "GET evil.example:443 HTTP/1.1",
			"GET mailto:somebody HTTP/1.1", "GET ?a=b HTTP/1.1", "OPTIONS * HTTP/1.1",
			"CONNECT evil.example:443 HTTP/1.1" })
	void anAddressThatIsNoneIsAProblem(String line) {
		isProblem(ask(line), 400, "bad-request");
	}

	/** Made by the server itself, before any filter. */
	@Test
	void whatIsRefusedBeforeItIsReadTellsBrowsersWhatEveryAnswerDoes() {
		for (String method : List.of("GET", "HEAD")) {
			for (String answer : List.of(ask(method + " evil.example:443 HTTP/1.1"),
					ask(method + " /" + "x".repeat(5000) + " HTTP/1.1"),
					ask(method + " / HTTP/1.1", "X-Long: " + "x".repeat(100_000)))) {
				assertThat(answer).matches("(?s)HTTP/1.1 4(00|14|31) .*")
					.containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
					.containsIgnoringCase("\r\nReferrer-Policy: strict-origin-when-cross-origin\r\n");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /api/v1/articles/a", "nonsense", "GET  HTTP/1.1", "GET /api/v1/articles/a HTTP/9.9.9",
			"\u0000\u0001\u0002" })
	void whatIsNotHttpIsAProblemOrCutOff(String line) throws IOException {
		String answer = ask(line);
		assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 4")).as(answer).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/articles/..;/..;/actuator", "/api/v1/articles/a;b=c", "/api/v1/articles/..",
			"/api/v1/articles/.", "/api/v1/articles/%2e%2e", "/api/v1/articles/%2E%2E%2Factuator",
			"/api/v1/articles/a%2fb", "/api/v1/articles/%252e%252e%252factuator", "/api/v1/articles/a%5cb",
			"/api/v1/articles/a%00", "/api/v1/articles/a%0d%0aX:y", "/api/v1/articles/a%3bb", "/api/v1/articles/%c0%ae",
			"/api/v1/articles/../../../actuator/health", "/media/..%2f..%2fgateway.yml", "/media/%2e%2e/gateway.yml",
			"/./api/v1/articles", "/api/v1//articles/a", "/api/v1/articles/a/", "//evil.example/api/v1/articles" })
	void anAddressThatSomeReadDifferentlyIsNotThere(String path) {
		isProblem(ask("GET " + path + " HTTP/1.1"), 404, "not-found");
		assertThat(upstream.hasSeen("GET " + path)).isFalse();
	}

	@Test
	void theGatewayIsNoOpenProxy() throws IOException {
		assertThat(ask("GET http://evil.example/api/v1/sections HTTP/1.1")).startsWith("HTTP/1.1 200 ");
		assertThat(upstream.headersOf("GET /api/v1/sections").get("host")).isEqualTo(upstream.url().substring(7));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "text/", "/", "text/html;q=x", ";;;", "*/json", "application/json, nonsense" })
	void anAcceptThatIsNoneIsAProblem(String accept) {
		isProblem(ask("GET /api/v1/articles/accept HTTP/1.1", "Accept: " + accept), 406, "not-acceptable");
		isProblem(ask("GET /nowhere HTTP/1.1", "Accept: " + accept), 406, "not-acceptable");
	}

	@Test
	void aProblemIsOneWhateverIsAccepted() {
		isProblem(ask("GET /nowhere HTTP/1.1", "Accept: image/png"), 404, "not-found");
		isProblem(ask("GET /api/v1/articles?x=y HTTP/1.1", "Accept: text/html"), 400, "unknown-parameter");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"1\", \"2\", W/\"3\"", "nonsense", "\"", "W/", ",,,", "\"unclosed", "*, \"1\"" })
	void anIfNoneMatchOfAnyKindIsAnswered(String known) throws IOException {
		String answer = ask("GET /api/v1/articles/conditions HTTP/1.1", "If-None-Match: " + known);
		assertThat(answer).matches("(?s)HTTP/1.1 (200|304) .*");
		assertThat(ask("GET /api/v1/articles/conditions HTTP/1.1", "If-None-Match: " + known))
			.matches("(?s)HTTP/1.1 (200|304) .*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-2", "bytes=-1", "bytes=9999-", "bytes=0-0,1-1,2-2", "nonsense", "lines=1-2" })
	void aRangeOfAnyKindGetsTheWhole(String range) throws IOException {
		assertThat(ask("GET /api/v1/articles/range HTTP/1.1", "Range: " + range)).startsWith("HTTP/1.1 200 ")
			.endsWith("{\"ok\":true}");
	}

	@Test
	void everyRouteTellsItsMethods() {
		assertThat(paths()).isNotEmpty().allSatisfy((path) -> {
			String answer = ask("OPTIONS " + path + " HTTP/1.1");
			assertThat(answer).as(path).startsWith("HTTP/1.1 204 ").containsIgnoringCase("Allow: ").contains("OPTIONS");
		});
	}

	@Test
	void everyRouteAnswersAHeadWithoutABody() {
		assertThat(paths()).isNotEmpty().allSatisfy((path) -> {
			String answer = ask("HEAD " + path + " HTTP/1.1");
			assertThat(answer).as(path).matches("(?s)HTTP/1.1 (200|401|405) .*\r\n\r\n");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "BREW", "TRACE", "PATCH", "PROPFIND", "get" })
	void aMethodThatNoRouteTakesIsRefused(String method) {
		assertThat(paths()).isNotEmpty().allSatisfy((path) -> {
			String answer = ask(method + " " + path + " HTTP/1.1");
			assertThat(answer).as(path).startsWith("HTTP/1.1 405 ").containsIgnoringCase("\r\nAllow: ");
			isProblem(answer, 405, "method-not-allowed");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/stream", "/api/v1/session", "/login", "/logout", "/docs", "/openapi.json",
			"/problems/not-found", "/media/none.svg" })
	void whatTheGatewayAnswersItselfTakesNoOtherMethodsEither(String path) {
		assertThat(List.of("BREW", "TRACE", "PATCH", "PROPFIND", "DELETE")).allSatisfy((method) -> {
			String answer = ask(method + " " + path + " HTTP/1.1");
			assertThat(answer).as(method).matches("(?s)HTTP/1\\.1 40[45] .*application/problem\\+json.*");
		});
		assertThat(ask("HEAD " + path + " HTTP/1.1")).matches("(?s)HTTP/1\\.1 (?!500).*\r\n\r\n");
		assertThat(ask("OPTIONS " + path + " HTTP/1.1")).matches("(?s)HTTP/1\\.1 [24]\\d\\d .*");
	}

	@Test
	void whoWantsTheHeadOfTheStreamTakesNoPlaceInIt() {
		ask("HEAD /api/v1/stream HTTP/1.1");
		await().untilAsserted(
				() -> assertThat(this.meters.get("broadsheet.gateway.stream.open").gauge().value()).isZero());
	}

	@Test
	void nobodyFromOutsideSaysWhoTheyAreOrWhatIsMeant() throws IOException {
		ask("PUT /api/v1/articles/forged/reactions/like HTTP/1.1", "X-Forwarded-For: 1.2.3.4",
				"X-Forwarded-Host: evil.example", "x-forwarded-proto: gopher", "Forwarded: for=1.2.3.4",
				"X-Real-IP: 1.2.3.4", "X-User: admin", "X-User-Id: 1", "x-user-roles: admin", "X-Auth-User: admin",
				"X-Remote-User: admin", "Surrogate-Key: article:1", "X-Original-URL: /actuator",
				"X-Rewrite-URL: /actuator", "X-HTTP-Method-Override: DELETE", "True-Client-IP: 1.2.3.4",
				"X-Visitor: me", "If-Match: \"1\"");
		Map<String, String> told = upstream.headersOf("PUT /api/v1/articles/forged/reactions/like");
		assertThat(told).containsEntry("x-forwarded-for", "127.0.0.1")
			.containsEntry("x-visitor", "me")
			.containsEntry("if-match", "\"1\"")
			.doesNotContainKeys("x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip", "x-user",
					"x-user-id", "x-user-roles", "x-auth-user", "x-remote-user", "surrogate-key", "x-original-url",
					"x-rewrite-url", "x-http-method-override", "true-client-ip");
	}

	@Test
	void whatIsOfTheConnectionEndsWithTheConnection() throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send("PUT /api/v1/articles/hops/reactions/like HTTP/1.1", "Host: localhost",
					"Connection: close, X-Private, X-Forwarded-For", "X-Private: 1", "Keep-Alive: timeout=5",
					"TE: trailers", "Trailer: X-Sum", "Upgrade: h2c", "Proxy-Authorization: Basic eA==",
					"Proxy-Connection: keep-alive", "");
			assertThat(wire.readAll()).startsWith("HTTP/1.1 200 ");
		}
		assertThat(upstream.headersOf("PUT /api/v1/articles/hops/reactions/like"))
			.containsEntry("x-forwarded-for", "127.0.0.1")
			.doesNotContainKeys("x-private", "keep-alive", "te", "trailer", "upgrade", "proxy-authorization",
					"proxy-connection");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Content-Length: x | 400", "Content-Length: -1 | 400",
			"Transfer-Encoding: nonsense | 4", "Content-Length: 99999999999999999999 | 4" })
	void aHeaderThatHttpForbidsIsAProblem(String header, String status) throws IOException {
		try (Wire wire = new Wire(this.port)) {
			String answer = wire
				.send("POST /api/v1/views HTTP/1.1", "Host: localhost", header, "Connection: close", "", "0", "", "")
				.readAll();
			assertThat(answer).as(header).startsWith("HTTP/1.1 " + status);
		}
	}

	private List<String> paths() {
		return this.routes.getRoutes()
			.map((route) -> route.getId().replaceFirst("[A-Z]+ ", ""))
			.map((path) -> path.replaceAll("\\{format:[^}]*}", "rss").replaceAll("\\{[^}]*}", "x"))
			.distinct()
			.collectList()
			.block();
	}

	private String ask(String... lines) {
		try {
			return Wire.ask(this.port, lines);
		}
		catch (IOException ex) {
			throw new AssertionError(lines[0], ex);
		}
	}

	private static void isProblem(String answer, int status, String name) {
		assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
			.containsIgnoringCase("\r\nContent-Type: application/problem+json")
			.contains("\"type\":\"/problems/" + name + "\"", "\"status\":" + status);
	}

}
