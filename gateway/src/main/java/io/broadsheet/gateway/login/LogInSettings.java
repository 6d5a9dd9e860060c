package io.broadsheet.gateway.login;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How browsers log in.
 *
 * @param issuer the OpenID provider's address; without one nobody can log in
 * @param clientId what the provider calls the gateway
 * @param clientSecret the gateway's password there; without one it is a public client,
 * whose codes are bound to it by PKCE alone
 * @param address where browsers find the gateway, if a proxy hides it; else they come
 * back to where they asked
 * @param idle after how long without a request a session ends
 * @param patience how long the provider may take for each thing that it is asked
 */
@ConfigurationProperties("broadsheet.login")
record LogInSettings(@Nullable String issuer, String clientId, @Nullable String clientSecret, @Nullable String address,
		Duration idle, Duration patience) {

	private static final String WHERE_ASKED = "{baseUrl}";

	/**
	 * Where the gateway is, for browsers.
	 * @return its address without a slash at the end, as a template of Spring Security's
	 */
	String baseUrl() {
		return (this.address == null || this.address.isBlank()) ? WHERE_ASKED : this.address.replaceFirst("/+$", "");
	}

}
