package io.broadsheet.ingest.caller;

import java.time.Duration;

import io.netty.channel.ChannelOption;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/**
 * Callers: nobody is asked for a token, and whoever sends one must have a valid one.
 */
@Configuration(proxyBeanMethods = false)
class CallerConfiguration {

	private static final Duration PROVIDER_PATIENCE = Duration.ofSeconds(2);

	/** Without an OpenID provider there is no decoder, and tokens are ignored. */
	@Bean
	SecurityWebFilterChain openToAll(ServerHttpSecurity http, ObjectProvider<ReactiveJwtDecoder> decoder,
			CallerProblems problems) {
		http.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.formLogin(ServerHttpSecurity.FormLoginSpec::disable)
			.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
			.logout(ServerHttpSecurity.LogoutSpec::disable)
			.headers(ServerHttpSecurity.HeaderSpec::disable)
			.requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
			.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
			.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll());
		decoder.ifAvailable((tokens) -> http.oauth2ResourceServer(
				(server) -> server.jwt((jwt) -> jwt.authenticationManager(new TokenVerification(tokens)))
					.authenticationFailureHandler(problems)));
		return http.build();
	}

	@Bean
	CallerProblems callerProblems(JsonMapper json) {
		return new CallerProblems(json);
	}

	/**
	 * Names in readers' devices are not ASCII alone: values of headers are not looked at.
	 */
	@Bean
	StrictServerWebExchangeFirewall firewall() {
		StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
		firewall.setAllowedHeaderValues((value) -> true);
		return firewall;
	}

	/** A provider that takes connections and says nothing must not be waited for. */
	@Bean
	JwkSetUriReactiveJwtDecoderBuilderCustomizer impatience() {
		HttpClient http = HttpClient.create()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PROVIDER_PATIENCE.toMillis())
			.responseTimeout(PROVIDER_PATIENCE);
		WebClient client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
		return (decoder) -> decoder.webClient(client);
	}

	@Bean
	WebFluxConfigurer callerArguments() {
		return new WebFluxConfigurer() {
			@Override
			public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
				resolvers.addCustomResolver(new CallerArgumentResolver());
			}
		};
	}

}
