package io.broadsheet.access;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;

/**
 * Verifies bearer tokens, and tells a token that is not valid from a provider that can't
 * be asked.
 */
public final class TokenVerification implements ReactiveAuthenticationManager {

	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private final ReactiveAuthenticationManager delegate;

	TokenVerification(ReactiveJwtDecoder decoder, Converter<Jwt, Mono<AbstractAuthenticationToken>> roles) {
		JwtReactiveAuthenticationManager manager = new JwtReactiveAuthenticationManager(decoder);
		manager.setJwtAuthenticationConverter((token) -> Mono.defer(() -> roles.convert(token))
			.onErrorMap(ClassCastException.class,
					(failure) -> new InvalidBearerTokenException("Its roles are not a list of names", failure)));
		this.delegate = manager;
	}

	/**
	 * Verifies a token.
	 * @param token the token
	 * @return its holder; {@link OAuth2AuthenticationException} if the token is not
	 * valid, {@link AuthenticationServiceException} if nobody can say so now
	 */
	@Override
	public Mono<Authentication> authenticate(Authentication token) {
		return this.delegate.authenticate(token)
			.timeout(PATIENCE)
			.onErrorMap((failure) -> !(failure instanceof OAuth2AuthenticationException),
					(failure) -> new AuthenticationServiceException("The OpenID provider can't be asked", failure));
	}

	/**
	 * Verifies a token that did not come in a header.
	 * @param token the token
	 * @return as {@link #authenticate}
	 */
	public Mono<Authentication> verify(String token) {
		return authenticate(new BearerTokenAuthenticationToken(token));
	}

}
