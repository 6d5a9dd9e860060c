package io.broadsheet.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Tokens and their roles. To be imported by a service, which states issuer, audience and
 * where the roles stand in its settings, and who may do what in rules of its own.
 */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

	private static final Duration PROVIDER_PATIENCE = Duration.ofSeconds(2);

	/** Whatever else the provider's keys are good for. */
	private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(SignatureAlgorithm.RS256,
			SignatureAlgorithm.ES256);

	/**
	 * A provider that takes connections and says nothing must not be waited for, and none
	 * is asked as often as somebody sends tokens of keys that there are not.
	 */
	@Bean
	JwkSetUriReactiveJwtDecoderBuilderCustomizer impatientAndOfFewAlgorithms(VerifiedTokens verified) {
		HttpClient http = HttpClient.create()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PROVIDER_PATIENCE.toMillis())
			.responseTimeout(PROVIDER_PATIENCE);
		WebClient client = WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(http))
			.filter(new BoundedQuestions(Clock.systemUTC()))
			.filter(verified.forgetWithNewKeys())
			.build();
		return (decoder) -> decoder.webClient(client).jwsAlgorithms((algorithms) -> {
			algorithms.clear();
			algorithms.addAll(ALGORITHMS);
		});
	}

	@Bean
	VerifiedTokens verifiedTokens() {
		return new VerifiedTokens(Clock.systemUTC());
	}

	/** A token that never ends could not be taken back. */
	@Bean
	OAuth2TokenValidator<Jwt> tokensEnd() {
		JwtTimestampValidator times = new JwtTimestampValidator();
		times.setAllowEmptyExpiryClaim(false);
		return times;
	}

	/** Without an OpenID provider nobody can say who the holder of a token is. */
	@Bean
	TokenVerification tokenVerification(ObjectProvider<ReactiveJwtDecoder> decoder,
			ReactiveJwtAuthenticationConverter roles, VerifiedTokens verified) {
		ReactiveJwtDecoder verifier = decoder
			.getIfAvailable(() -> (token) -> Mono.error(new IllegalStateException("No OpenID provider is configured")));
		return new TokenVerification(verified.before(verifier), roles);
	}

	/** Metrics of requests tell what there is to tell. */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	AccessProblems accessProblems(JsonMapper json) {
		return new AccessProblems(json);
	}

	@Bean
	BearerTokens bearerTokens(TokenVerification verification, AccessProblems problems) {
		return new BearerTokens(verification, problems);
	}

}
