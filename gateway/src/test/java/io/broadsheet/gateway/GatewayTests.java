package io.broadsheet.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is reachable through the gateway, and what comes back when what is behind it
 * isn't.
 */
@GatewayTest
@TestPropertySource(properties = { "broadsheet.gateway.upstreams.trending.url=http://127.0.0.1:1",
		"broadsheet.gateway.upstreams.ingest.timeout=300ms" })
class GatewayTests {

	private static final StubUpstream catalog = new StubUpstream(Duration.ZERO);

	private static final OpenIdProvider provider = new OpenIdProvider();

	private static final StubUpstream slowIngest = new StubUpstream(Duration.ofSeconds(5));

	@LocalServerPort
	private int port;

	private WebTestClient client;

	@DynamicPropertySource
	static void upstreams(DynamicPropertyRegistry registry) {
		registry.add("broadsheet.gateway.upstreams.catalog.url", catalog::url);
		registry.add("broadsheet.gateway.upstreams.ingest.url", slowIngest::url);
		registry.add("OIDC_ISSUER_URI", provider::uri);
	}

	@AfterAll
	static void stop() {
		catalog.close();
		slowIngest.close();
		provider.close();
	}

	@BeforeEach
	void client() {
		this.client = TestClient.of(this.port);
	}

	@Test
	void aRouteLeadsToItsUpstreamWithItsParametersAndBringsTheAnswerBack() {
		this.client.get()
			.uri("/api/v1/articles?section=culture&limit=2")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("ETag", "\"7\"")
			.expectBody()
			.json("{\"ok\":true}");
		assertThat(catalog.hasSeen("GET /api/v1/articles?section=culture&limit=2")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/feeds/latest.rss", "/feeds/latest.atom", "/feeds/latest.json",
			"/feeds/sections/culture.rss", "/sitemap-news.xml" })
	void feedsLeadToTheCatalogForHeadRequestsToo(String path) {
		this.client.head().uri(path).exchange().expectStatus().isOk();
		this.client.get().uri(path).exchange().expectStatus().isOk();
		assertThat(List.of("GET ", "HEAD ")).allMatch((method) -> catalog.hasSeen(method + path));
		problem(HttpMethod.GET, path + "?limit=5", 400, "unknown-parameter");
	}

	/**
	 * Answers without a body and refusals end before the server has put the request
	 * aside.
	 */
	@Test
	void aConnectionGoesOnAfterManyAnswersThatCameAtOnce() {
		for (int each = 0; each < 500; each++) {
			this.client.head().uri("/feeds/latest.rss").exchange().expectStatus().isOk().expectBody().isEmpty();
			problem(HttpMethod.GET, "/feeds/latest.rss?limit=5", 400, "unknown-parameter");
		}
	}

	@Test
	void surrogateKeysStayInside() {
		this.client.get().uri("/api/v1/articles").exchange().expectHeader().doesNotExist("Surrogate-Key");
	}

	@Test
	void nobodyFromOutsideSaysWhereARequestComesFrom() {
		this.client.get()
			.uri("/api/v1/articles/forged")
			.header("X-Forwarded-For", "1.2.3.4")
			.header("X-Forwarded-Host", "evil.example")
			.header("Forwarded", "for=1.2.3.4")
			.exchange()
			.expectStatus()
			.isOk();
		assertThat(catalog.headersOf("GET /api/v1/articles/forged")).containsEntry("x-forwarded-for", "127.0.0.1")
			.doesNotContainKeys("x-forwarded-host", "forwarded");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE" })
	void aChangeReachesItsUpstreamWithTheCallersToken(String method) {
		String bearer = provider.bearer("editor");
		this.client.method(HttpMethod.valueOf(method))
			.uri("/api/v1/collections/tet")
			.header("Authorization", bearer)
			.exchange();
		assertThat(slowIngest.headersOf(method + " /api/v1/collections/tet")).containsEntry("authorization", bearer);
	}

	@ParameterizedTest
	@CsvSource({ "PUT, /api/v1/articles/a/reactions/like", "DELETE, /api/v1/articles/a/reactions/like",
			"POST, /api/v1/articles/a/shares" })
	void whatAReaderDoesReachesItsUpstreamWithWhoItIs(String method, String path) {
		this.client.method(HttpMethod.valueOf(method))
			.uri(path)
			.header("X-Visitor", "v")
			.header("User-Agent", "reader")
			.exchange();
		assertThat(slowIngest.headersOf(method + " " + path)).containsEntry("x-visitor", "v")
			.containsEntry("user-agent", "reader")
			.containsEntry("x-forwarded-for", "127.0.0.1");
		problem(HttpMethod.valueOf(method), path + "?kind=like", 400, "unknown-parameter");
	}

	@Test
	void aMisspeltParameterIsRefusedByNameAndNotAnsweredWithEverything() {
		problem(HttpMethod.GET, "/api/v1/articles?secton=misspelt", 400, "unknown-parameter").jsonPath("$.detail")
			.value((detail) -> assertThat(detail.toString()).contains("secton", "section"));
		assertThat(catalog.hasSeen("GET /api/v1/articles?secton=misspelt")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/api", "/api/v1", "/actuator", "/actuator/health", "/api/v1/articles/a/b",
			"/api/v1/articles/../../actuator", "/api/v1/articles/%2e%2e/actuator", "/api/v1/articles/x;/../y",
			"/feeds/latest.xml", "/feeds/sections/culture", "/feeds/a/sections/b.rss", "//api/v1/articles",
			"/API/V1/ARTICLES", "/media/../gateway.yml", "/media/missing.svg" })
	void whatIsNotInTheTableIsNotThere(String path) {
		problem(HttpMethod.GET, path, 404, "not-found");
	}

	@ParameterizedTest
	@CsvSource({ "DELETE, /api/v1/articles, 'GET,HEAD,POST'", "POST, /api/v1/articles/a, 'GET,HEAD,PUT,DELETE'",
			"PUT, /api/v1/views, POST", "POST, /api/v1/articles/a/reactions/like, 'PUT,DELETE'",
			"PUT, /api/v1/articles/a/shares, POST", "POST, /api/v1/collections/tet, 'GET,HEAD,PUT,DELETE'" })
	void aMethodThatAnAddressDoesNotTakeIsRefusedWithThoseThatItTakes(String method, String path, String allowed) {
		this.client.method(HttpMethod.valueOf(method))
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.valueEquals("Allow", allowed);
	}

	@Test
	void anUpstreamThatIsNotThereIsAProblemThatSaysWhenToTryAgain() {
		for (int call = 0; call < 15; call++) {
			this.client.get()
				.uri("/api/v1/rankings/most-viewed")
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectHeader()
				.valueEquals("Retry-After", "1")
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		}
	}

	@Test
	void anUpstreamThatIsTooSlowIsAProblemAndNotWaitedFor() {
		problem(HttpMethod.POST, "/api/v1/views", 503, "upstream-unavailable");
	}

	@Test
	void oneUpstreamThatIsGoneDoesNotTakeTheOthersWithIt() {
		problem(HttpMethod.GET, "/api/v1/rankings/most-viewed", 503, "upstream-unavailable");
		this.client.get().uri("/api/v1/articles").exchange().expectStatus().isOk();
	}

	private WebTestClient.BodyContentSpec problem(HttpMethod method, String path, int status, String name) {
		return this.client.method(method)
			.uri(URI.create("http://localhost:" + this.port + path))
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/" + name);
	}

}
