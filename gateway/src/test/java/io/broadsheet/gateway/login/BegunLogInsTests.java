package io.broadsheet.gateway.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of a log-in that a browser keeps is believed when it comes back.
 */
class BegunLogInsTests {

	private final BegunLogIns begun = new BegunLogIns(new ShortCookies(true));

	@Test
	void aLogInThatBeganHereGoesOnWithAllThatItNeeds() {
		OAuth2AuthorizationRequest opened = Objects.requireNonNull(load(this.begun, "s1", begin("s1")));
		assertThat(opened.getState()).isEqualTo("s1");
		assertThat(opened.getRedirectUri()).isEqualTo("https://news.example/login/oauth2/code/broadsheet");
		assertThat(opened.getAttributes()).containsEntry("code_verifier", "verifier")
			.containsEntry("nonce", "nonce")
			.containsEntry("registration_id", "broadsheet");
		assertThat(opened.getScopes()).containsExactly("openid");
	}

	@Test
	void whatABrowserKeepsTellsNothingToWhoReadsIt() {
		byte[] sealed = Base64.getUrlDecoder().decode(begin("s1"));
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("verifier", "nonce", "broadsheet");
		assertThat(begin("s1")).isNotEqualTo(begin("s1"));
	}

	@Test
	void anAnswerToAnotherLogInIsNone() {
		assertThat(load(this.begun, "s2", begin("s1"))).isNull();
		assertThat(load(this.begun, null, begin("s1"))).isNull();
	}

	@Test
	void whatWasChangedOrMadeUpOrSealedByAnotherGatewayIsNothing() {
		String sealed = begin("s1");
		char last = sealed.charAt(sealed.length() / 2);
		String changed = sealed.replace(last, (last == 'A') ? 'B' : 'A');
		for (String cookie : new String[] { changed, "", "AAAA", "!", sealed.substring(0, 20), "A".repeat(500) }) {
			assertThat(load(this.begun, "s1", cookie)).as(cookie).isNull();
		}
		assertThat(load(new BegunLogIns(new ShortCookies(true)), "s1", sealed)).isNull();
	}

	@Test
	void aLogInThatGoesOnIsForgotten() {
		MockServerWebExchange exchange = exchange("s1", begin("s1"));
		assertThat(this.begun.removeAuthorizationRequest(exchange).block()).isNotNull();
		ResponseCookie forgotten = Objects.requireNonNull(exchange.getResponse().getCookies().getFirst("LOGIN"));
		assertThat(forgotten.getValue()).isEmpty();
		assertThat(forgotten.getMaxAge()).isZero();
	}

	private String begin(String state) {
		MockServerWebExchange exchange = exchange(null, null);
		this.begun
			.saveAuthorizationRequest(OAuth2AuthorizationRequest.authorizationCode()
				.authorizationUri("https://id.example/authorize")
				.clientId("broadsheet-gateway")
				.redirectUri("https://news.example/login/oauth2/code/broadsheet")
				.scope("openid")
				.state(state)
				.attributes(Map.of("code_verifier", "verifier", "nonce", "nonce", "registration_id", "broadsheet"))
				.build(), exchange)
			.block();
		return Objects.requireNonNull(exchange.getResponse().getCookies().getFirst("LOGIN")).getValue();
	}

	private static @Nullable OAuth2AuthorizationRequest load(BegunLogIns begun, @Nullable String state, String cookie) {
		return begun.loadAuthorizationRequest(exchange(state, cookie)).block();
	}

	private static MockServerWebExchange exchange(@Nullable String state, @Nullable String cookie) {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/login/oauth2/code/broadsheet")
			.queryParam("code", "1");
		if (state != null) {
			request.queryParam("state", state);
		}
		return MockServerWebExchange.from((cookie != null) ? request.cookie(new HttpCookie("LOGIN", cookie)) : request);
	}

}
