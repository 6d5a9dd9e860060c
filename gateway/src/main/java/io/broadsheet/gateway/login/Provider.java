package io.broadsheet.gateway.login;

import java.time.Duration;

import io.broadsheet.gateway.guard.Sessions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ResponseStatusException;

/**
 * The OpenID provider that browsers are sent to. Its endpoints are asked for when the
 * first of them comes, so that the gateway starts without it.
 */
final class Provider implements ReactiveClientRegistrationRepository {

	private static final Duration GOOD_FOR = Duration.ofHours(1);

	private final Mono<ClientRegistration> registration;

	Provider(LogInSettings settings) {
		this.registration = Mono.fromCallable(() -> discover(settings))
			.subscribeOn(Schedulers.boundedElastic())
			.timeout(settings.patience())
			.onErrorMap((failure) -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
					"The OpenID provider does not answer", failure))
			.cache((found) -> GOOD_FOR, (failure) -> Duration.ZERO, () -> Duration.ZERO);
	}

	/**
	 * Finds out where the provider's endpoints are.
	 * @return all that is needed to log in there; a 503 while it can't be asked
	 */
	Mono<ClientRegistration> registration() {
		return this.registration;
	}

	@Override
	public Mono<ClientRegistration> findByRegistrationId(String name) {
		return Sessions.PROVIDER.equals(name) ? this.registration : Mono.empty();
	}

	private static ClientRegistration discover(LogInSettings settings) {
		if (!StringUtils.hasText(settings.issuer())) {
			throw new IllegalStateException("No OpenID provider is configured");
		}
		ClientRegistration.Builder registration = ClientRegistrations.fromIssuerLocation(settings.issuer())
			.registrationId(Sessions.PROVIDER)
			.clientId(settings.clientId())
			.scope(OidcScopes.OPENID, OidcScopes.PROFILE)
			.redirectUri(settings.baseUrl() + "/login/oauth2/code/{registrationId}");
		if (!StringUtils.hasText(settings.clientSecret())) {
			return registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build();
		}
		return registration.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.clientSecret(settings.clientSecret())
			.build();
	}

}
