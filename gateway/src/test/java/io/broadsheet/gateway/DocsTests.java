package io.broadsheet.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import io.broadsheet.events.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation as the gateway gives it out, with nothing behind the gateway.
 */
@GatewayTest
@TestPropertySource(properties = { "broadsheet.gateway.upstreams.catalog.url=http://127.0.0.1:1",
		"broadsheet.gateway.upstreams.trending.url=http://127.0.0.1:1",
		"broadsheet.gateway.upstreams.ingest.url=http://127.0.0.1:1" })
class DocsTests {

	private static final JsonMapper json = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	static Stream<String> documents() {
		return Stream.of("/openapi.json", "/asyncapi.yaml", "/schemas/io.broadsheet.article.published.v1.json",
				"/problems/invalid-fields", "/docs/index.html", "/docs/start.js", "/docs/swagger-ui.css",
				"/docs/swagger-ui-bundle.js", "/docs/swagger-ui-bundle.js.LICENSE.txt", "/docs/favicon-32x32.png");
	}

	@ParameterizedTest
	@MethodSource("documents")
	void aDocumentIsGivenOnceAndThenNotAgainWhileItIsTheSame(String path) {
		HttpResponse<byte[]> first = send("GET", path);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(header(first, "Cache-Control")).isEqualTo("public, max-age=300");
		assertThat(header(first, "Vary")).isEqualTo("Accept-Encoding");
		HttpResponse<byte[]> second = send("GET", path, "If-None-Match", header(first, "ETag"));
		assertThat(second.statusCode()).isEqualTo(304);
		assertThat(second.body()).isEmpty();
		assertThat(send("GET", path, "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("documents")
	void aDocumentIsCompressedForWhoTakesItAndOnlyDescribedToWhoAsksForItsHead(String path) throws Exception {
		byte[] plain = send("GET", path).body();
		HttpResponse<byte[]> compressed = send("GET", path, "Accept-Encoding", "gzip");
		if (plain.length > 1024 && !path.endsWith(".png")) {
			assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
			assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
				.isEqualTo(plain);
		}
		HttpResponse<byte[]> head = send("HEAD", path);
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(plain.length));
		assertThat(head.body()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("documents")
	void aDocumentTakesNoOtherMethodAndNoParameter(String path) {
		HttpResponse<byte[]> refused = send("POST", path);
		assertThat(refused.statusCode()).isEqualTo(405);
		assertThat(header(refused, "Allow").split(", ?")).containsExactlyInAnyOrder("GET", "HEAD");
		assertThat(body(refused).path("type").asString()).isEqualTo("/problems/method-not-allowed");
		HttpResponse<byte[]> misspelt = send("GET", path + "?url=https://elsewhere.example");
		assertThat(misspelt.statusCode()).isEqualTo(400);
		assertThat(body(misspelt).path("type").asString()).isEqualTo("/problems/unknown-parameter");
	}

	@Test
	void theDescriptionIsOpenApiAsJson() {
		HttpResponse<byte[]> answer = send("GET", "/openapi.json");
		assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
		assertThat(body(answer).path("openapi").asString()).isEqualTo("3.1.0");
		assertThat(body(answer).path("paths").has("/api/v1/articles/{id}")).isTrue();
	}

	@Test
	void theTopicsAreDescribedAsYaml() {
		HttpResponse<byte[]> answer = send("GET", "/asyncapi.yaml");
		assertThat(header(answer, "Content-Type")).isEqualTo("application/yaml");
		assertThat(text(answer)).startsWith("asyncapi: 3.0.0\n");
	}

	@ParameterizedTest
	@EnumSource
	void theSchemaOfEachTypeOfEventIsThatOfTheContract(EventType type) throws Exception {
		HttpResponse<byte[]> answer = send("GET", "/schemas/" + type.wireName() + ".json");
		assertThat(header(answer, "Content-Type")).isEqualTo("application/schema+json");
		assertThat(answer.body())
			.isEqualTo(new ClassPathResource("schemas/" + type.wireName() + ".json").getContentAsByteArray());
	}

	@Test
	void eachTypeOfProblemHasAPageThatSaysWhatItMeans() {
		body(send("GET", "/openapi.json")).path("x-problems").forEachEntry((name, problem) -> {
			HttpResponse<byte[]> page = send("GET", "/problems/" + name);
			assertThat(page.statusCode()).as(name).isEqualTo(200);
			assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
			assertThat(text(page)).contains("/problems/" + name, ", status ")
				.contains(problem.path("title").asString().split("'")[0]);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/problems/none", "/problems/", "/problems", "/schemas/none.json",
			"/schemas/io.broadsheet.article.published.v1", "/schemas/..%2Fgateway.yml", "/schemas/..%2fgolden.json",
			"/docs/../gateway.yml", "/docs/%2e%2e%2fgateway.yml", "/docs/oauth2-redirect.html", "/docs/none",
			"/webjars/swagger-ui/index.html", "/swagger-ui/index.html", "/openapi.yaml" })
	void nothingElseIsThere(String path) {
		HttpResponse<byte[]> answer = send("GET", path);
		assertThat(answer.statusCode()).isBetween(400, 404);
		assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
	}

	@Test
	void docsLeadsToThePage() {
		HttpResponse<byte[]> answer = send("GET", "/docs");
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(header(answer, "Location")).isEqualTo("/docs/index.html");
		assertThat(send("PUT", "/docs").statusCode()).isEqualTo(405);
		assertThat(send("GET", "/docs?a=b").statusCode()).isEqualTo(400);
	}

	@Test
	void thePageNeedsNothingFromElsewhereAndNothingInline() {
		HttpResponse<byte[]> page = send("GET", "/docs/index.html");
		assertThat(header(page, "Content-Security-Policy"))
			.contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
			.doesNotContain("unsafe", "http:", "https:");
		assertThat(text(page)).doesNotContain("http:", "https:", "//", "style=", "onload").doesNotContain("<script>");
		for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js")) {
			assertThat(text(page)).contains("\"" + file + "\"");
		}
		assertThat(header(send("GET", "/docs/start.js"), "Content-Type")).isEqualTo("text/javascript");
		assertThat(header(send("GET", "/docs/swagger-ui.css"), "Content-Type")).isEqualTo("text/css");
	}

	@Test
	void whatTheGatewayAnswersItselfIsDescribedAndWhatIsDescribedIsThere(
			@Autowired RequestMappingHandlerMapping mapping) {
		JsonNode paths = body(send("GET", "/openapi.json")).path("paths");
		assertThat(mapping.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((info) -> info.getPatternsCondition().getPatterns().stream())
			.map((pattern) -> unnamed(pattern.getPatternString())))
			.isSubsetOf(paths.propertyNames().stream().map(DocsTests::unnamed).toList());
		paths.forEachEntry((path, operations) -> operations.propertyNames().forEach((method) -> {
			String address = path.replace("{format}", "rss")
				.replace("{type}", "io.broadsheet.article.published.v1")
				.replace("{name}", "gone")
				.replaceAll("\\{[^}]*}", "some");
			assertThat(status(method.toUpperCase(Locale.ROOT), address)).as(method + " " + path).isNotIn(404, 405);
		}));
	}

	private static String unnamed(String path) {
		return path.replaceAll("\\{[^}]*}", "{}");
	}

	@Test
	void whileNoOriginIsAllowedNobodyIsToldOfAny() {
		String origin = "https://elsewhere.example";
		HttpResponse<byte[]> answer = send("GET", "/openapi.json", "Origin", origin);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(header(answer, "Vary")).doesNotContain("Origin");
		HttpResponse<byte[]> preflight = send("OPTIONS", "/api/v1/articles", "Origin", origin,
				"Access-Control-Request-Method", "POST");
		for (HttpResponse<byte[]> each : List.of(answer, preflight)) {
			assertThat(each.headers().map().keySet())
				.noneMatch((name) -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
		}
	}

	/** Does not wait for the end of an answer, which may have none. */
	private int status(String method, String path) {
		HttpResponse<InputStream> answer = send(method, path, HttpResponse.BodyHandlers.ofInputStream());
		try {
			answer.body().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return answer.statusCode();
	}

	private HttpResponse<byte[]> send(String method, String path, String... headers) {
		return send(method, path, HttpResponse.BodyHandlers.ofByteArray(), headers);
	}

	private <T> HttpResponse<T> send(String method, String path, HttpResponse.BodyHandler<T> body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		for (int index = 0; index < headers.length; index += 2) {
			request.header(headers[index], headers[index + 1]);
		}
		try {
			return this.http.send(request.build(), body);
		}
		catch (Exception ex) {
			throw new AssertionError(method + " " + path + " was not answered", ex);
		}
	}

	private static String header(HttpResponse<?> answer, String name) {
		return String.join(", ", answer.headers().allValues(name));
	}

	private static String text(HttpResponse<byte[]> answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

	private static JsonNode body(HttpResponse<byte[]> answer) {
		return json.readTree(answer.body());
	}

}
