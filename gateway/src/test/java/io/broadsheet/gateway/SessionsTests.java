package io.broadsheet.gateway;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens when as many are logged in as there is room for.
 */
@GatewayTest
@TestPropertySource(properties = { "server.reactive.session.max-sessions=1", "broadsheet.login.idle=2s" })
class SessionsTests {

	private static final OpenIdProvider provider = new OpenIdProvider();

	private static final StubUpstream services = new StubUpstream(Duration.ZERO);

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void outside(DynamicPropertyRegistry registry) {
		services.standIn(registry, "catalog");
		registry.add("OIDC_ISSUER_URI", provider::uri);
	}

	@AfterAll
	static void stop() {
		services.close();
		provider.close();
	}

	@Test
	void whoComesWhenAllPlacesAreTakenIsToldToComeLaterAndTheOthersDoNotNotice() {
		Browser late = new Browser(this.port);
		HttpResponse<String> begun = logIn(late);
		Browser first = new Browser(this.port);
		HttpResponse<String> back = comeBack(first, logIn(first));
		assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
		HttpResponse<String> refused = new Browser(this.port).get("/login");
		HttpResponse<String> refusedLater = comeBack(late, begun);
		for (HttpResponse<String> answer : List.of(refused, refusedLater)) {
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
			assertThat(answer.headers().allValues("Set-Cookie").toString()).doesNotContain("SESSION");
			assertThat(answer.headers().firstValue("Location")).isEmpty();
			assertThat(answer.body()).contains("/problems/too-many-sessions");
		}
		assertThat(new Browser(this.port).get("/api/v1/articles").statusCode()).isEqualTo(200);
		assertThat(new Browser(this.port).get("/api/v1/session").statusCode()).isEqualTo(200);
		assertThat(first.get("/api/v1/session").body()).contains("linh");
		await("the place of a session that ended").atMost(Duration.ofSeconds(30))
			.until(() -> new Browser(this.port).get("/login").statusCode() == 302);
	}

	@Test
	void manyWhoBeginToLogInTakeNoPlaceFromWhoDoes() {
		List<Browser> many = Stream.generate(() -> new Browser(this.port)).limit(20).toList();
		many.forEach(SessionsTests::logIn);
		Browser editor = new Browser(this.port);
		await("the place of a session of another test").atMost(Duration.ofSeconds(30))
			.until(() -> editor.get("/login").statusCode() == 302);
		assertThat(comeBack(editor, logIn(editor)).statusCode()).isEqualTo(302);
		assertThat(editor.get("/api/v1/session").body()).contains("linh");
	}

	private static HttpResponse<String> comeBack(Browser browser, HttpResponse<String> sent) {
		return browser.get(provider.logIn(Browser.location(sent), "linh", "editor", Duration.ofHours(1)));
	}

	private static HttpResponse<String> logIn(Browser browser) {
		browser.get("/login");
		return browser.get("/oauth2/authorization/broadsheet");
	}

}
