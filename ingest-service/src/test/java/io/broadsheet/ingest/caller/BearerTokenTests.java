package io.broadsheet.ingest.caller;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers need no token, and whoever sends one must have a valid one.
 */
class BearerTokenTests {

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

	@Test
	void aValidTokenTellsWhoItsHolderIs() {
		assertThat(service.nameOf(issuer.token("linh"))).isEqualTo("linh");
		assertThat(service.nameOf(issuer.token((claims) -> claims.subject("newsroom")))).isEqualTo("newsroom");
	}

	@Test
	void whoeverSendsNoTokenIsAnonymous() {
		service.ask(null).expectStatus().isOk().expectBody(String.class).isEqualTo("null");
		service.ask("Basic bGluaDpsaW5o").expectStatus().isOk().expectBody(String.class).isEqualTo("null");
	}

	@Test
	void aTokenThatExpiredIsRefused() {
		assertRefused(issuer.token((claims) -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600)))));
	}

	@Test
	void aTokenThatNeverExpiresIsRefused() {
		assertRefused(issuer.token((claims) -> claims.expirationTime(null)));
	}

	@Test
	void aTokenOfTheFutureIsRefused() {
		assertRefused(issuer.token((claims) -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(3600)))));
	}

	@Test
	void aTokenThatNamesAnotherIssuerIsRefused() {
		assertRefused(issuer.token((claims) -> claims.issuer("https://evil.example")));
		assertRefused(issuer.token((claims) -> claims.issuer(null)));
	}

	@Test
	void aTokenForAnotherAudienceIsRefused() {
		assertRefused(issuer.token((claims) -> claims.audience("payroll")));
		assertRefused(issuer.token((claims) -> claims.audience((String) null)));
	}

	@Test
	void aTokenThatSomebodyElseSignedIsRefused() {
		try (TokenIssuer forger = new TokenIssuer(0)) {
			assertRefused(forger.token((claims) -> claims.issuer(issuer.uri())));
		}
	}

	@Test
	void aTokenThatWasChangedAfterItWasSignedIsRefused() {
		String[] parts = issuer.token("linh").split("\\.");
		String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
		String changed = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(claims.replace("linh", "mallory").getBytes(StandardCharsets.UTF_8));
		assertRefused(parts[0] + "." + changed + "." + parts[2]);
	}

	@Test
	void aTokenWithoutASignatureIsRefused() {
		assertRefused(new PlainJWT(new JWTClaimsSet.Builder().issuer(issuer.uri()).audience("broadsheet").build())
			.serialize());
	}

	/** The public key is known to all, so it must not do as a secret. */
	@Test
	void aTokenThatIsSignedWithASharedSecretIsRefused() throws Exception {
		for (byte[] secret : List.of(new byte[32], issuer.key().toRSAPublicKey().getEncoded(),
				issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
			SignedJWT token = new SignedJWT(
					new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(issuer.key().getKeyID()).build(),
					new JWTClaimsSet.Builder().issuer(issuer.uri())
						.audience("broadsheet")
						.expirationTime(Date.from(Instant.now().plusSeconds(3600)))
						.build());
			token.sign(new MACSigner(secret));
			assertRefused(token.serialize());
		}
	}

	@Test
	void twoAlgorithmsAreTakenAndNoOtherThatTheKeysAreGoodFor() {
		for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256)) {
			assertThat(service.nameOf(issuer.token(algorithm, (claims) -> claims.subject("linh")))).isEqualTo("linh");
		}
		for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
			assertRefused(issuer.token(algorithm, (claims) -> claims.subject("linh")));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9..", "with space", "ä", "\"quoted\"" })
	void garbageIsRefused(String token) {
		assertRefused(token);
	}

	@Test
	void aLargeTokenIsRefused() {
		assertRefused("a".repeat(7000));
		service.ask("Bearer " + "a".repeat(64 * 1024)).expectStatus().isEqualTo(431);
	}

	@Test
	void readersDevicesMayHaveAnyName() {
		String name = new String("Điện thoại của Ánh".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		service.client()
			.post()
			.uri("/api/v1/articles/a/shares")
			.header("User-Agent", name)
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void anAddressThatIsNoneIsAProblem() {
		service.client()
			.get()
			.uri((address) -> URI.create(address.path("/api/v1/views;x").build() + "%2F"))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/invalid-request");
	}

	private static void assertRefused(String token) {
		service.ask("Bearer " + token)
			.expectStatus()
			.isUnauthorized()
			.expectHeader()
			.valueEquals("WWW-Authenticate", "Bearer error=\"invalid_token\"")
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/invalid-token")
			.jsonPath("$.status")
			.isEqualTo(401);
	}

}
