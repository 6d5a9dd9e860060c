package io.broadsheet.gateway.guard;

import java.time.Duration;

import io.broadsheet.access.TokenVerification;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Browsers that are logged in. What a session's user may do is what its access token
 * says, which is verified like one that comes in a header.
 */
public final class Sessions {

	/** What the provider is called in the addresses of log-in. */
	public static final String PROVIDER = "broadsheet";

	/** Spring's own name for it. */
	private static final String COOKIE = "SESSION";

	private final ReactiveOAuth2AuthorizedClientManager clients;

	private final TokenVerification verification;

	private final Duration patience;

	/**
	 * Creates what knows them.
	 * @param clients keeps their tokens, and refreshes them
	 * @param verification says what a token is worth
	 * @param patience how long the provider may take to refresh a token
	 */
	public Sessions(ReactiveOAuth2AuthorizedClientManager clients, TokenVerification verification, Duration patience) {
		this.clients = clients;
		this.verification = verification;
		this.patience = patience;
	}

	static boolean isNamedBy(ServerHttpRequest request) {
		return request.getCookies().containsKey(COOKIE);
	}

	/**
	 * Finds out who is logged in.
	 * @param exchange what is asked
	 * @return the user, nobody if there is no session or its token has ended;
	 * {@link AuthenticationServiceException} if that can't be said now
	 */
	public Mono<Authentication> caller(ServerWebExchange exchange) {
		if (!isNamedBy(exchange.getRequest())) {
			return Mono.empty();
		}
		return exchange.getPrincipal()
			.ofType(OAuth2AuthenticationToken.class)
			.flatMap((user) -> accessToken(user, exchange))
			.flatMap(this.verification::verify)
			.onErrorResume(OAuth2AuthenticationException.class, (ended) -> Mono.empty());
	}

	/** A token that is about to end is refreshed, if the provider does so. */
	private Mono<String> accessToken(OAuth2AuthenticationToken user, ServerWebExchange exchange) {
		OAuth2AuthorizeRequest request = OAuth2AuthorizeRequest.withClientRegistrationId(PROVIDER)
			.principal(user)
			.attribute(ServerWebExchange.class.getName(), exchange)
			.build();
		return this.clients.authorize(request)
			.map((client) -> client.getAccessToken().getTokenValue())
			.timeout(this.patience)
			.onErrorResume(ClientAuthorizationException.class, (ended) -> Mono.empty())
			.onErrorMap((failure) -> new AuthenticationServiceException("The OpenID provider can't be asked", failure));
	}

}
