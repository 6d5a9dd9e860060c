package io.broadsheet.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
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
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who passes the gateway: readers everywhere but to the newsroom, and nobody with a token
 * that is not valid.
 */
@GatewayTest
class RolesTests {

	private static final OpenIdProvider provider = new OpenIdProvider();

	private static final StubUpstream services = new StubUpstream(Duration.ZERO);

	@LocalServerPort
	private int port;

	private WebTestClient client;

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
	void client() {
		this.client = TestClient.of(this.port);
	}

	@ParameterizedTest(name = "{0} {1} is for {2}")
	@CsvSource({ "POST, /api/v1/articles, editor", "PUT, /api/v1/articles/a, editor",
			"POST, /api/v1/articles/a/withdraw, editor", "POST, /api/v1/articles/a/restore, editor",
			"DELETE, /api/v1/articles/a, admin", "POST, /api/v1/imports, editor",
			"GET, /api/v1/newsroom/articles/a, editor", "HEAD, /api/v1/newsroom/articles/a, editor",
			"GET, /api/v1/newsroom/articles/a/revisions, editor", "GET, /api/v1/newsroom/scheduled, editor",
			"PUT, /api/v1/collections/a, editor", "DELETE, /api/v1/collections/a, editor" })
	void whatIsTheNewsroomsIsClosedToOthersBeforeItsUpstream(String name, String path, String role) {
		HttpMethod method = HttpMethod.valueOf(name);
		ask(method, path + "?from=nobody", null).expectStatus().isUnauthorized();
		ask(method, path, null).expectStatus()
			.isUnauthorized()
			.expectHeader()
			.valueEquals("WWW-Authenticate", "Bearer");
		ask(method, path, provider.bearer("reader")).expectStatus()
			.isForbidden()
			.expectHeader()
			.valueEquals("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
		if (role.equals("admin")) {
			ask(method, path, provider.bearer("editor")).expectStatus().isForbidden();
		}
		assertThat(services.hasSeen(method + " " + path)).as("before").isFalse();
		ask(method, path, provider.bearer(role)).expectStatus().isOk();
		assertThat(services.hasSeen(method + " " + path)).as("after").isTrue();
		ask(method, path, provider.bearer("admin")).expectStatus().isOk();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/v1/articles", "GET, /api/v1/rankings/trending", "POST, /api/v1/views",
			"PUT, /api/v1/articles/a/reactions/like", "POST, /api/v1/articles/a/shares", "GET, /feeds/latest.rss" })
	void whatReadersDoIsOpenToAll(String method, String path) {
		ask(HttpMethod.valueOf(method), path, null).expectStatus().isOk();
		ask(HttpMethod.valueOf(method), path, provider.bearer("reader")).expectStatus().isOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/articles", "/api/v1/newsroom/scheduled" })
	void aTokenThatIsNotValidIsRefusedEverywhere(String path) throws JOSEException {
		try (OpenIdProvider forger = new OpenIdProvider()) {
			String expired = provider.token(Duration.ofHours(-1), (claims) -> claims.claim("roles", List.of("admin")));
			String forged = forger.token(Duration.ofHours(1), (claims) -> claims.issuer(provider.uri()));
			String foreign = forger.token(Duration.ofHours(1), (claims) -> {
			});
			String others = provider.token(Duration.ofHours(1), (claims) -> claims.audience("payroll"));
			String elsewhere = provider.token(Duration.ofHours(1), (claims) -> claims.issuer(forger.uri()));
			for (String token : List.of(expired, forged, foreign, others, elsewhere, unsigned(), symmetric(), "garbage",
					"a".repeat(7000))) {
				ask(HttpMethod.GET, path, "Bearer " + token).expectStatus()
					.isUnauthorized()
					.expectHeader()
					.valueEquals("WWW-Authenticate", "Bearer error=\"invalid_token\"")
					.expectHeader()
					.contentType(MediaType.APPLICATION_PROBLEM_JSON)
					.expectBody()
					.jsonPath("$.type")
					.isEqualTo("/problems/invalid-token");
			}
		}
	}

	@Test
	void aFloodOfTokensOfUnknownKeysIsRefusedAndDoesNotReachTheProvider() {
		String path = "/api/v1/newsroom/scheduled";
		int before = provider.timesAskedForKeys();
		try (OpenIdProvider forger = new OpenIdProvider()) {
			String forged = forger.token(Duration.ofHours(1), (claims) -> claims.issuer(provider.uri()));
			for (int each = 0; each < 100; each++) {
				ask(HttpMethod.GET, path, "Bearer " + forged).expectStatus().isUnauthorized();
			}
		}
		ask(HttpMethod.GET, path, provider.bearer("editor")).expectStatus().isOk();
		assertThat(provider.timesAskedForKeys() - before).isLessThanOrEqualTo(30);
	}

	@Test
	void whatIsAnsweredToSomebodyIsKeptForNobody() {
		String path = "/api/v1/articles/personal";
		ask(HttpMethod.GET, path, provider.bearer("editor")).expectStatus().isOk().expectHeader().doesNotExist("Age");
		assertThat(services.headersOf("GET " + path)).containsKey("authorization");
		ask(HttpMethod.GET, path, null).expectStatus().isOk();
		assertThat(services.headersOf("GET " + path)).as("asked again, for all").doesNotContainKey("authorization");
	}

	private static String unsigned() {
		return new PlainJWT(claims()).serialize();
	}

	private static String symmetric() throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims());
		token.sign(new MACSigner(new byte[32]));
		return token.serialize();
	}

	private static JWTClaimsSet claims() {
		return new JWTClaimsSet.Builder().issuer(provider.uri())
			.subject("subject")
			.audience("broadsheet")
			.claim("roles", List.of("admin"))
			.expirationTime(Date.from(Instant.now().plusSeconds(600)))
			.build();
	}

	private WebTestClient.ResponseSpec ask(HttpMethod method, String path, String authorization) {
		return this.client.method(method).uri(path).headers((headers) -> {
			if (authorization != null) {
				headers.set("Authorization", authorization);
			}
		}).exchange();
	}

}
