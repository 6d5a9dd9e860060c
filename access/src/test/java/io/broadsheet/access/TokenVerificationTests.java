package io.broadsheet.access;

import java.net.ConnectException;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is told of a token that can't be verified.
 */
class TokenVerificationTests {

	@Test
	void aProviderThatIsAwayIsNoFaultOfTheToken() {
		for (Throwable failure : List.of(new ConnectException("Nobody there"),
				new IllegalStateException("The OpenID provider was asked too often"))) {
			assertThatThrownBy(() -> verify((token) -> Mono.error(failure)))
				.isInstanceOf(AuthenticationServiceException.class);
		}
	}

	@Test
	void aTokenThatIsNotValidIsNoFaultOfTheProvider() {
		assertThatThrownBy(() -> verify((token) -> Mono.error(new BadJwtException("Expired"))))
			.isInstanceOf(OAuth2AuthenticationException.class);
	}

	private static void verify(ReactiveJwtDecoder decoder) {
		new TokenVerification(decoder, new ReactiveJwtAuthenticationConverter()).verify("token").block();
	}

}
