package io.broadsheet.ingest.caller;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of callers when the OpenID provider is away, when there is none, and when
 * it has another key.
 */
class AbsentProviderTests {

	@Test
	void withoutAProviderNobodyIsAnEditorAndReadersDoNotNotice() {
		try (WhoAmI service = new WhoAmI(""); TokenIssuer issuer = new TokenIssuer(0)) {
			assertUnavailable(service, issuer.token("linh", "editor"));
			assertUnavailable(service, "garbage");
			service.ask(HttpMethod.POST, "/api/v1/articles", null).expectStatus().isUnauthorized();
			assertAnonymousIsServed(service);
		}
	}

	@Test
	void whileTheProviderIsAwayTokensAreToBeSentAgainAndTheAnonymousDoNotNotice() {
		int port = freePort();
		try (WhoAmI service = new WhoAmI("http://localhost:" + port); TokenIssuer elsewhere = new TokenIssuer(0)) {
			assertUnavailable(service, elsewhere.token("linh"));
			assertAnonymousIsServed(service);
			try (TokenIssuer issuer = new TokenIssuer(port)) {
				assertThat(service.nameOf(issuer.token("linh"))).isEqualTo("linh");
			}
		}
	}

	@Test
	void aProviderThatTakesQuestionsAndSaysNothingIsLikeOneThatIsAway() {
		try (TokenIssuer issuer = new TokenIssuer(0); WhoAmI service = new WhoAmI(issuer.uri())) {
			issuer.fallSilent();
			assertUnavailable(service, issuer.token("linh"));
			assertAnonymousIsServed(service);
		}
	}

	@Test
	void tokensOfKeysThatAreKnownAreVerifiedWithoutTheProvider() {
		try (TokenIssuer issuer = new TokenIssuer(0); WhoAmI service = new WhoAmI(issuer.uri())) {
			assertThat(service.nameOf(issuer.token("linh"))).isEqualTo("linh");
			issuer.fallSilent();
			assertThat(service.nameOf(issuer.token("minh"))).isEqualTo("minh");
			try (TokenIssuer other = new TokenIssuer(0)) {
				assertUnavailable(service, other.token("linh"));
			}
		}
	}

	/** Anybody can make tokens that name a key of their own. */
	@Test
	void aFloodOfTokensOfUnknownKeysIsRefusedAndDoesNotReachTheProvider() {
		try (TokenIssuer issuer = new TokenIssuer(0);
				TokenIssuer forger = new TokenIssuer(0);
				WhoAmI service = new WhoAmI(issuer.uri())) {
			assertThat(service.nameOf(issuer.token("linh"))).isEqualTo("linh");
			String forged = forger.token((claims) -> claims.issuer(issuer.uri()));
			for (int each = 0; each < 100; each++) {
				service.ask("Bearer " + forged).expectStatus().isUnauthorized();
			}
			assertThat(service.nameOf(issuer.token("minh"))).isEqualTo("minh");
			assertThat(issuer.timesAskedForKeys()).isBetween(2, 30);
		}
	}

	@Test
	void tokensOfAKeyThatCameLaterAreTakenAndThoseOfTheOneBeforeNot() {
		try (TokenIssuer rotating = new TokenIssuer(0); WhoAmI other = new WhoAmI(rotating.uri())) {
			String before = rotating.token("linh");
			assertThat(other.nameOf(before)).isEqualTo("linh");
			rotating.rotateKey();
			assertThat(other.nameOf(rotating.token("minh"))).isEqualTo("minh");
			other.ask("Bearer " + before).expectStatus().isUnauthorized();
		}
	}

	private static void assertUnavailable(WhoAmI service, String token) {
		service.ask("Bearer " + token)
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "1")
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/temporarily-unavailable");
	}

	private static void assertAnonymousIsServed(WhoAmI service) {
		service.ask(null).expectStatus().isOk().expectBody(String.class).isEqualTo("null");
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
