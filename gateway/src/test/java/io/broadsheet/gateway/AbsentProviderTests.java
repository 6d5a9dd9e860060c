package io.broadsheet.gateway;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the gateway does while the OpenID provider says nothing: readers don't notice, and
 * nobody is taken for an editor.
 */
@GatewayTest
class AbsentProviderTests {

	private static final OpenIdProvider provider = new OpenIdProvider();

	private static final StubUpstream services = new StubUpstream(Duration.ZERO);

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void outside(DynamicPropertyRegistry registry) {
		provider.fallSilent();
		services.standIn(registry, "ingest", "catalog", "trending");
		registry.add("OIDC_ISSUER_URI", provider::uri);
	}

	@AfterAll
	static void stop() {
		services.close();
		provider.close();
	}

	@Test
	void readersDoNotNotice() {
		ask(HttpMethod.GET, "/api/v1/articles", null).expectStatus().isOk();
		ask(HttpMethod.POST, "/api/v1/views", null).expectStatus().isOk();
		ask(HttpMethod.GET, "/api/v1/session", null).expectStatus().isOk();
	}

	@Test
	void aTokenIsToBeSentAgainAndNobodyPassesWithoutOne() {
		String path = "/api/v1/newsroom/scheduled";
		ask(HttpMethod.GET, path, provider.bearer("editor")).expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "1")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/temporarily-unavailable");
		ask(HttpMethod.GET, path, null).expectStatus().isUnauthorized();
		assertThat(services.hasSeen("GET " + path)).isFalse();
	}

	@Test
	void whoWantsToLogInIsToldToTryAgain() {
		for (String path : List.of("/login", "/oauth2/authorization/broadsheet")) {
			ask(HttpMethod.GET, path, null).expectStatus().isEqualTo(503).expectHeader().doesNotExist("Set-Cookie");
		}
	}

	private WebTestClient.ResponseSpec ask(HttpMethod method, String path, String authorization) {
		return TestClient.of(this.port).method(method).uri(path).headers((headers) -> {
			if (authorization != null) {
				headers.set("Authorization", authorization);
			}
		}).exchange();
	}

}
