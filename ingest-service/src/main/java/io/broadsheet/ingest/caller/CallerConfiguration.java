package io.broadsheet.ingest.caller;

import io.broadsheet.access.AccessConfiguration;
import io.broadsheet.access.BearerTokens;
import io.broadsheet.access.Role;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/**
 * Callers: what readers do is open to all, everything else is the newsroom's, and whoever
 * sends a token must have a valid one.
 */
@Configuration(proxyBeanMethods = false)
@Import(AccessConfiguration.class)
class CallerConfiguration {

	private static final String ARTICLE = "/api/v1/articles/{id}";

	/**
	 * What is not named here is for editors, so that a new route is not open by mistake.
	 */
	@Bean
	SecurityWebFilterChain whoMayDoWhat(ServerHttpSecurity http, BearerTokens tokens) {
		return tokens.takenBy(http)
			.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.logout(ServerHttpSecurity.LogoutSpec::disable)
			.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
			.authorizeExchange((exchanges) -> exchanges.pathMatchers("/actuator/**")
				.permitAll()
				.pathMatchers(HttpMethod.POST, "/api/v1/views", ARTICLE + "/shares")
				.permitAll()
				.pathMatchers(ARTICLE + "/reactions/{kind}")
				.permitAll()
				.pathMatchers(HttpMethod.DELETE, ARTICLE)
				.hasAnyRole(Role.ADMIN.holders())
				.anyExchange()
				.hasAnyRole(Role.EDITOR.holders()))
			.build();
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
