package io.broadsheet.gateway;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens when as many are logged in as there is room for.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS,
		properties = { "management.server.port=0", "spring.kafka.bootstrap-servers=127.0.0.1:1",
				"server.reactive.session.max-sessions=1", "broadsheet.login.idle=2s" })
class SessionsTests {

	private static final OpenIdProvider provider = new OpenIdProvider();

	private static final StubUpstream services = new StubUpstream(Duration.ZERO);

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void outside(DynamicPropertyRegistry registry) {
		registry.add("broadsheet.gateway.upstreams.catalog.url", services::url);
		registry.add("OIDC_ISSUER_URI", provider::uri);
	}

	@AfterAll
	static void stop() {
		services.close();
		provider.close();
	}

	@Test
	void whoComesWhenAllPlacesAreTakenIsToldToComeLaterAndTheOthersDoNotNotice() {
		Browser first = new Browser(this.port);
		HttpResponse<String> sent = logIn(first);
		for (String path : new String[] { "/login", "/oauth2/authorization/broadsheet" }) {
			HttpResponse<String> refused = new Browser(this.port).get(path);
			assertThat(refused.statusCode()).as(path).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After")).as(path).hasValue("60");
			assertThat(refused.headers().firstValue("Set-Cookie")).as(path).isEmpty();
			assertThat(refused.headers().firstValue("Location")).as(path).isEmpty();
			assertThat(refused.body()).as(path).contains("/problems/too-many-sessions");
		}
		assertThat(new Browser(this.port).get("/api/v1/articles").statusCode()).isEqualTo(200);
		assertThat(new Browser(this.port).get("/api/v1/session").statusCode()).isEqualTo(200);
		HttpResponse<String> back = first
			.get(provider.logIn(Browser.location(sent), "linh", "editor", Duration.ofHours(1)));
		assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
		assertThat(first.get("/api/v1/session").body()).contains("linh");
		await("the place of a session that ended").atMost(Duration.ofSeconds(30))
			.until(() -> new Browser(this.port).get("/login").statusCode() == 302);
	}

	private static HttpResponse<String> logIn(Browser browser) {
		assertThat(browser.get("/login").statusCode()).isEqualTo(302);
		return browser.get("/oauth2/authorization/broadsheet");
	}

}
