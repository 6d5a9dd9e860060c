package io.broadsheet.gateway;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How browsers log in and out, and what a cookie is good for.
 */
@GatewayTest
class LogInTests {

	private static final OpenIdProvider provider = new OpenIdProvider();

	private static final StubUpstream services = new StubUpstream(Duration.ZERO);

	private static final String CHANGE = "/api/v1/collections/tet";

	@LocalServerPort
	private int port;

	private Browser browser;

	@DynamicPropertySource
	static void outside(DynamicPropertyRegistry registry) {
		services.standIn(registry, "ingest", "catalog", "trending");
		registry.add("OIDC_ISSUER_URI", provider::uri);
	}

	@AfterAll
	static void stop() {
		services.close();
		provider.close();
	}

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	@Test
	void aBrowserIsSentToTheProviderAndComesBackToWhereItWas() {
		HttpResponse<String> asked = this.browser.get("/login?returnTo=/articles/tram%3Fpage=2");
		assertThat(asked.statusCode()).isEqualTo(302);
		HttpResponse<String> sent = this.browser.get(Browser.location(asked));
		assertThat(Browser.location(sent)).startsWith(provider.uri() + "/authorize?");
		assertThat(OpenIdProvider.parameters(URI.create(Browser.location(sent)))).containsEntry("response_type", "code")
			.containsEntry("client_id", "broadsheet-gateway")
			.containsEntry("code_challenge_method", "S256")
			.containsKeys("state", "nonce", "code_challenge");
		assertThat(this.browser.cookie("SESSION")).as("the session of somebody who has not logged in").isEmpty();
		HttpResponse<String> back = this.browser
			.get(provider.logIn(Browser.location(sent), "linh", "editor", Duration.ofHours(1)));
		assertThat(back.statusCode()).isEqualTo(302);
		assertThat(Browser.location(back)).isEqualTo("/articles/tram?page=2");
		assertThat(this.browser.cookie("SESSION")).isPresent();
		assertThat(this.browser.cookie("LOGIN")).as("what was of use until then").isEmpty();
		assertThat(this.browser.cookie("RETURN_TO")).as("what was of use until then").isEmpty();
		assertThat(session().path("user").asString()).isEqualTo("linh");
		assertThat(session().path("roles").toString()).isEqualTo("[\"editor\"]");
	}

	@Test
	void theCookieIsForThisSiteAndForNoScript() {
		HttpResponse<String> asked = this.browser.get("/login");
		HttpResponse<String> sent = this.browser.get("/oauth2/authorization/broadsheet");
		HttpResponse<String> back = this.browser
			.get(provider.logIn(Browser.location(sent), "linh", "reader", Duration.ofHours(1)));
		for (String cookie : List.of(cookie(asked, "RETURN_TO"), cookie(sent, "LOGIN"), cookie(back, "SESSION"))) {
			assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax", "Secure");
		}
		assertThat(cookie(sent, "LOGIN")).contains("Path=/login", "Max-Age=600");
		assertThat(cookie(asked, "RETURN_TO")).contains("Path=/login", "Max-Age=600");
	}

	@Test
	void whoLogsInGetsAnotherSessionThanTheBrowserHadBefore() {
		logIn("reader", Duration.ofHours(1));
		String before = this.browser.cookie("SESSION").orElseThrow();
		logIn("editor", Duration.ofHours(1));
		assertThat(this.browser.cookie("SESSION").orElseThrow()).isNotEqualTo(before);
		assertThat(session().path("roles").toString()).isEqualTo("[\"editor\"]");
	}

	@Test
	void whoIsLoggedInChangesThingsUnderTheirOwnName() {
		logIn("editor", Duration.ofHours(1));
		assertThat(change(CHANGE + "-named", csrf()).statusCode()).isEqualTo(200);
		assertThat(services.headersOf("PUT " + CHANGE + "-named")).doesNotContainKey("cookie")
			.extractingByKey("authorization")
			.asString()
			.startsWith("Bearer ey");
	}

	@Test
	void aChangeThatAnotherSitesPageSendsIsRefused() {
		logIn("editor", Duration.ofHours(1));
		for (Map<String, String> forged : List.of(Map.<String, String>of(), Map.of("X-CSRF-TOKEN", "guess"))) {
			HttpResponse<String> refused = change(CHANGE + "-forged", forged);
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.body()).contains("/problems/invalid-csrf-token");
		}
		assertThat(services.hasSeen("PUT " + CHANGE + "-forged")).isFalse();
	}

	@Test
	void theCsrfTokenOfAnotherSessionIsNone() {
		logIn("editor", Duration.ofHours(1));
		Map<String, String> others = csrf();
		this.browser = new Browser(this.port);
		logIn("editor", Duration.ofHours(1));
		assertThat(change(CHANGE, others).statusCode()).isEqualTo(403);
	}

	@Test
	void whatReadersDoNeedsNoTokenAlsoWithACookie() {
		logIn("reader", Duration.ofHours(1));
		HttpResponse<String> viewed = this.browser.send("POST", "/api/v1/views", "{}", Map.of());
		assertThat(viewed.statusCode()).isEqualTo(200);
	}

	@Test
	void aReadersSessionIsNoEditors() {
		logIn("reader", Duration.ofHours(1));
		assertThat(session().path("roles").toString()).isEqualTo("[]");
		assertThat(change(CHANGE, csrf()).statusCode()).isEqualTo(403);
	}

	/** A script that sends its own token acts in its own name, whatever the cookie. */
	@Test
	void aTokenInTheHeaderCountsAndNotTheCookie() {
		logIn("editor", Duration.ofHours(1));
		assertThat(change(CHANGE, Map.of("Authorization", provider.bearer("reader"))).statusCode()).isEqualTo(403);
		assertThat(change(CHANGE, Map.of("Authorization", "Basic bGluaDpsaW5o")).statusCode()).isEqualTo(401);
	}

	@Test
	void whenTheTokenOfASessionEndsItsUserReadsOnAndChangesNothing() {
		logIn("editor", Duration.ofMinutes(-10));
		assertThat(session().path("user").isNull()).isTrue();
		assertThat(this.browser.get("/api/v1/articles").statusCode()).isEqualTo(200);
		assertThat(this.browser.get("/api/v1/newsroom/scheduled").statusCode()).isEqualTo(401);
	}

	@Test
	void whoLogsOutIsLoggedOutAtTheProviderToo() {
		logIn("editor", Duration.ofHours(1));
		Map<String, String> csrf = csrf();
		assertThat(this.browser.send("POST", "/logout", "", Map.of()).statusCode()).isEqualTo(403);
		HttpResponse<String> out = this.browser.send("POST", "/logout", "", csrf);
		assertThat(out.statusCode()).isEqualTo(302);
		assertThat(Browser.location(out)).startsWith(provider.uri() + "/logout?");
		assertThat(OpenIdProvider.parameters(URI.create(Browser.location(out)))).containsKey("id_token_hint")
			.containsEntry("post_logout_redirect_uri", "http://localhost:" + this.port + "/");
		assertThat(session().path("user").isNull()).isTrue();
		assertThat(this.browser.get("/api/v1/newsroom/scheduled").statusCode()).isEqualTo(401);
	}

	@Test
	void aFormLogsOutWithoutAScript() {
		logIn("editor", Duration.ofHours(1));
		String field = "_csrf=" + URLEncoder.encode(csrf().get("X-CSRF-TOKEN"), StandardCharsets.UTF_8);
		HttpResponse<String> out = this.browser.send("POST", "/logout", field,
				Map.of("Content-Type", "application/x-www-form-urlencoded"));
		assertThat(Browser.location(out)).startsWith(provider.uri() + "/logout?");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example",
			"\\\\evil.example", "javascript:alert(1)", "evil.example", "/%0d%0aSet-Cookie: a=b", "/\tevil", "" })
	void nobodyIsSentToAForeignHost(String address) {
		this.browser.get("/login?returnTo=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
		HttpResponse<String> sent = this.browser.get("/oauth2/authorization/broadsheet");
		HttpResponse<String> back = this.browser
			.get(provider.logIn(Browser.location(sent), "linh", "reader", Duration.ofHours(1)));
		assertThat(Browser.location(back)).isEqualTo("/");
	}

	@ParameterizedTest
	@CsvSource({ "999, 1000", "1000, 1" })
	void anAddressToComeBackToMayHaveAThousandCharacters(int letters, int length) {
		this.browser.get("/login?returnTo=/" + "a".repeat(letters));
		HttpResponse<String> sent = this.browser.get("/oauth2/authorization/broadsheet");
		HttpResponse<String> back = this.browser
			.get(provider.logIn(Browser.location(sent), "linh", "reader", Duration.ofHours(1)));
		assertThat(Browser.location(back)).hasSize(length);
	}

	@Test
	void aCookieThatSomebodyElseWroteSendsNobodyToAForeignHostEither() {
		HttpResponse<String> sent = this.browser.get("/oauth2/authorization/broadsheet");
		this.browser.forge("RETURN_TO",
				Base64.getUrlEncoder().encodeToString("//evil.example/".getBytes(StandardCharsets.UTF_8)));
		HttpResponse<String> back = this.browser
			.get(provider.logIn(Browser.location(sent), "linh", "reader", Duration.ofHours(1)));
		assertThat(Browser.location(back)).isEqualTo("/");
	}

	@Test
	void anAnswerThatNobodyAskedForLogsNobodyIn() {
		HttpResponse<String> forged = this.browser.get("/login/oauth2/code/broadsheet?code=stolen&state=guess");
		assertThat(forged.statusCode()).isEqualTo(401);
		assertThat(forged.body()).contains("/problems/log-in-failed");
		this.browser.get("/login");
		HttpResponse<String> sent = this.browser.get("/oauth2/authorization/broadsheet");
		String back = provider.logIn(Browser.location(sent), "linh", "editor", Duration.ofHours(1));
		assertThat(new Browser(this.port).get(back).statusCode()).as("in another browser").isEqualTo(401);
		assertThat(this.browser.get(back.replaceFirst("code=[^&]*", "code=stolen")).statusCode()).isEqualTo(401);
		assertThat(session().path("user").isNull()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void aProviderThatFailsWhenTheCodeIsExchangedLogsNobodyInAndTheNextLogInSucceeds(OpenIdProvider.Fault fault) {
		this.browser.get("/login");
		HttpResponse<String> sent = this.browser.get("/oauth2/authorization/broadsheet");
		String back = provider.logIn(Browser.location(sent), "linh", "editor", Duration.ofHours(1));
		provider.failWith(fault);
		HttpResponse<String> failed = this.browser.get(back);
		provider.failWith(OpenIdProvider.Fault.NONE);
		assertThat(failed.statusCode()).as(failed.body()).isEqualTo(503);
		assertThat(failed.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(failed.body()).contains("/problems/temporarily-unavailable");
		assertThat(session().path("user").isNull()).isTrue();
		logIn("editor", Duration.ofHours(1));
		assertThat(session().path("user").asString()).isEqualTo("linh");
	}

	@Test
	void whoOnlyReadsIsNotRemembered() {
		for (String path : List.of("/api/v1/articles", "/api/v1/session", "/api/v1/newsroom/scheduled", "/nothing")) {
			assertThat(this.browser.get(path).headers().firstValue("Set-Cookie")).as(path).isEmpty();
		}
		HttpResponse<String> viewed = this.browser.send("POST", "/api/v1/views", "{}", Map.of());
		assertThat(viewed.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(this.browser.get("/api/v1/session").headers().firstValue("Cache-Control")).hasValue("no-store");
	}

	@Test
	void aCookieThatIsNoneIsNobodys() {
		for (String path : List.of("/api/v1/session", "/api/v1/newsroom/scheduled")) {
			HttpResponse<String> answer = this.browser.send("GET", path, "", Map.of("Cookie", "SESSION=made-up"));
			assertThat(answer.statusCode()).isEqualTo(path.endsWith("session") ? 200 : 401);
		}
	}

	private void logIn(String role, Duration lifetime) {
		this.browser.get("/login");
		HttpResponse<String> sent = this.browser.get("/oauth2/authorization/broadsheet");
		HttpResponse<String> back = this.browser.get(provider.logIn(Browser.location(sent), "linh", role, lifetime));
		assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
	}

	private static String cookie(HttpResponse<String> answer, String name) {
		return answer.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.startsWith(name + "="))
			.findFirst()
			.orElseThrow();
	}

	private JsonNode session() {
		return new JsonMapper().readTree(this.browser.get("/api/v1/session").body());
	}

	private Map<String, String> csrf() {
		JsonNode csrf = session().path("csrf");
		return Map.of(csrf.path("header").asString(), csrf.path("token").asString());
	}

	private HttpResponse<String> change(String path, Map<String, String> headers) {
		return this.browser.send("PUT", path, "{}", headers);
	}

}
