package io.broadsheet.ingest;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import io.broadsheet.ingest.caller.TokenIssuer;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An editor's program: sends drafts, revisions and more with an editor's token, and takes
 * whatever comes back.
 */
final class EditorClient {

	private static final String DRAFT = """
			{"headline": "%s", "language": "en", "section": "transport", "tags": ["tram"], "body": "<p>Text</p>"}""";

	private final WebTestClient http;

	EditorClient(int port) {
		this(port, TokenIssuer.editor());
	}

	private EditorClient(int port, String authorization) {
		this.http = WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + port)
			.defaultHeader("Authorization", authorization)
			.responseTimeout(Duration.ofSeconds(20))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
			.build();
	}

	/** An editor of another name. */
	static EditorClient as(String name, int port) {
		return new EditorClient(port, "Bearer " + TokenIssuer.shared().token(name, "editor"));
	}

	EntityExchangeResult<Map<String, Object>> publish(String key, String draft) {
		return post("/api/v1/articles", key, draft);
	}

	/** Publishes or schedules an article that must be accepted. */
	String published(String draft) {
		return id(publish(key(), draft));
	}

	EntityExchangeResult<Map<String, Object>> revise(String id, String ifMatch, String draft) {
		return send(HttpMethod.PUT, "/api/v1/articles/" + id,
				(ifMatch != null) ? Map.of("If-Match", ifMatch) : Map.of(), draft);
	}

	EntityExchangeResult<Map<String, Object>> post(String path, String key, String body) {
		return send(HttpMethod.POST, path, (key != null) ? Map.of("Idempotency-Key", key) : Map.of(), body);
	}

	EntityExchangeResult<Map<String, Object>> withdraw(String id) {
		return post("/api/v1/articles/" + id + "/withdraw", null, "{\"reason\": \"wrong\"}");
	}

	EntityExchangeResult<Map<String, Object>> restore(String id) {
		return post("/api/v1/articles/" + id + "/restore", null, "");
	}

	EntityExchangeResult<Map<String, Object>> purge(String id) {
		return send(HttpMethod.DELETE, "/api/v1/articles/" + id, Map.of(), "");
	}

	/** Imports lines of drafts. */
	Map<String, Object> imported(String lines) {
		return this.http.post()
			.uri("/api/v1/imports")
			.contentType(MediaType.parseMediaType("application/x-ndjson"))
			.bodyValue(lines)
			.exchange()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult()
			.getResponseBody();
	}

	EntityExchangeResult<Map<String, Object>> get(String path) {
		return this.http.get().uri(path).exchange().expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
		}).returnResult();
	}

	EntityExchangeResult<Map<String, Object>> send(HttpMethod method, String path, Map<String, String> headers,
			Object body) {
		return this.http.method(method)
			.uri(path)
			.headers((all) -> headers.forEach(all::set))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult();
	}

	WebTestClient http() {
		return this.http;
	}

	static String id(EntityExchangeResult<Map<String, Object>> created) {
		assertThat(created.getStatus().value()).isIn(201, 202);
		return created.getResponseBody().get("id").toString();
	}

	static String draft(String headline) {
		return DRAFT.formatted(headline);
	}

	static String key() {
		return UUID.randomUUID().toString();
	}

}
