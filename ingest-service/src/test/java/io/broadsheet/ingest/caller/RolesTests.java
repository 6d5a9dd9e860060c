package io.broadsheet.ingest.caller;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what: readers what readers do, editors the newsroom's work, administrators
 * what can't be undone.
 */
class RolesTests {

	private static TokenIssuer issuer;

	private static WhoAmI service;

	@BeforeAll
	static void start() {
		issuer = new TokenIssuer(0);
		service = new WhoAmI(issuer.uri());
	}

	@AfterAll
	static void stop() {
		service.close();
		issuer.close();
	}

	@ParameterizedTest(name = "{0} {1}: nobody {2}, a reader {3}, an editor {4}, an administrator {5}")
	@CsvSource({ "POST, /api/v1/articles, 401, 403, 200, 200", "GET, /api/v1/newsroom/scheduled, 401, 403, 200, 200",
			"HEAD, /api/v1/newsroom/scheduled, 401, 403, 200, 200", "DELETE, /api/v1/articles/a, 401, 403, 403, 200",
			"GET, /api/v1/anything, 401, 403, 200, 200", "GET, /nothing, 401, 403, 404, 404",
			"POST, /api/v1/views, 200, 200, 200, 200", "DELETE, /api/v1/articles/a/reactions/like, 200, 200, 200, 200",
			"OPTIONS, /api/v1/articles, 401, 403, 200, 200" })
	void eachRouteHasItsRole(String method, String path, int nobody, int reader, int editor, int admin) {
		HttpMethod asked = HttpMethod.valueOf(method);
		service.ask(asked, path, null).expectStatus().isEqualTo(nobody);
		service.ask(asked, path, bearer("reader")).expectStatus().isEqualTo(reader);
		service.ask(asked, path, bearer("editor")).expectStatus().isEqualTo(editor);
		service.ask(asked, path, bearer("admin")).expectStatus().isEqualTo(admin);
	}

	@Test
	void whoSendsNoTokenIsToldThatOneIsWanted() {
		problem(service.ask(HttpMethod.POST, "/api/v1/articles", null), 401, "unauthorized", "Bearer");
		problem(service.ask(HttpMethod.POST, "/api/v1/articles", "Basic bGluaDpsaW5o"), 401, "unauthorized", "Bearer");
	}

	@Test
	void whoHasAnotherRoleIsToldSo() {
		problem(service.ask(HttpMethod.POST, "/api/v1/articles", bearer("reader")), 403, "forbidden",
				"Bearer error=\"insufficient_scope\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "EDITOR", "editors", "ROLE_editor", "editor admin", "" })
	void whatIsAlmostARoleIsNone(String role) {
		service.ask(HttpMethod.POST, "/api/v1/articles", bearer(role)).expectStatus().isForbidden();
	}

	@Test
	void aTokenWithoutRolesOrWithOtherThingsInTheirPlaceIsNoEditors() {
		for (Object roles : List.of("editor-in-chief", List.of(), Map.of("editor", "editor"), List.of(7), 7)) {
			service
				.ask(HttpMethod.POST, "/api/v1/articles",
						"Bearer " + issuer.token((claims) -> claims.claim("roles", roles)))
				.expectStatus()
				.value((status) -> assertThat(status).isIn(401, 403));
		}
		String others = issuer.token((claims) -> claims.claim("scope", "editor").claim("groups", List.of("editor")));
		service.ask(HttpMethod.POST, "/api/v1/articles", "Bearer " + others).expectStatus().isForbidden();
	}

	private static String bearer(String role) {
		return "Bearer " + issuer.token("linh", role);
	}

	private static void problem(WebTestClient.ResponseSpec answer, int status, String name, String challenge) {
		answer.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.valueEquals("WWW-Authenticate", challenge)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/" + name)
			.jsonPath("$.status")
			.isEqualTo(status);
	}

}
