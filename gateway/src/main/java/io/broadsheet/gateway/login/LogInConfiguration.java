package io.broadsheet.gateway.login;

import java.net.URI;
import java.util.Set;

import io.broadsheet.access.AccessProblems;
import io.broadsheet.access.BearerTokens;
import io.broadsheet.access.TokenVerification;
import io.broadsheet.gateway.guard.CookieWrites;
import io.broadsheet.gateway.guard.Sessions;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.web.server.logout.OidcClientInitiatedServerLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.DefaultReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.server.WebSessionServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.csrf.WebSessionServerCsrfTokenRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;

/**
 * Log-in: browsers log in at the OpenID provider, and keep their log-in themselves until
 * it is complete.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogInSettings.class)
class LogInConfiguration {

	private static final Set<String> PROVIDERS_FAULTS = Set.of("invalid_token_response", OAuth2ErrorCodes.SERVER_ERROR,
			OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);

	@Bean
	CodeExchangeFilter codeExchangeFilter(AccessProblems problems, LogInSettings settings) {
		return new CodeExchangeFilter(problems, settings.patience());
	}

	@Bean
	SecurityWebFilterChain callers(ServerHttpSecurity http, BearerTokens tokens, AccessProblems problems,
			CookieWrites cookieWrites, BegunLogIns begun, ReturnTo returns,
			ServerLogoutSuccessHandler atTheProviderToo) {
		return tokens.takenBy(http)
			.csrf((csrf) -> csrf.csrfTokenRepository(new WebSessionServerCsrfTokenRepository())
				.requireCsrfProtectionMatcher(cookieWrites)
				.accessDeniedHandler(problems))
			.oauth2Login((login) -> login.authorizationRequestRepository(begun)
				.authenticationSuccessHandler(returns)
				.authenticationFailureHandler(logInFailed(problems)))
			.logout((logout) -> logout
				.logoutHandler(new DelegatingServerLogoutHandler(new SecurityContextServerLogoutHandler(),
						new WebSessionServerLogoutHandler()))
				.logoutSuccessHandler(atTheProviderToo))
			.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
			.build();
	}

	/** Addresses are judged by the table of routes, which has nothing to hide behind. */
	@Bean
	ServerWebExchangeFirewall firewall() {
		return ServerWebExchangeFirewall.INSECURE_NOOP;
	}

	@Bean
	Provider provider(LogInSettings settings) {
		return new Provider(settings);
	}

	/** Tokens stay here: browsers have a cookie alone. */
	@Bean
	ServerOAuth2AuthorizedClientRepository tokensOfSessions() {
		return new WebSessionServerOAuth2AuthorizedClientRepository();
	}

	@Bean
	ReactiveOAuth2AuthorizedClientManager freshTokens(Provider provider,
			ServerOAuth2AuthorizedClientRepository tokensOfSessions) {
		DefaultReactiveOAuth2AuthorizedClientManager clients = new DefaultReactiveOAuth2AuthorizedClientManager(
				provider, tokensOfSessions);
		clients.setAuthorizedClientProvider(
				ReactiveOAuth2AuthorizedClientProviderBuilder.builder().authorizationCode().refreshToken().build());
		return clients;
	}

	@Bean
	Sessions sessions(ReactiveOAuth2AuthorizedClientManager freshTokens, TokenVerification verification,
			LogInSettings settings) {
		return new Sessions(freshTokens, verification, settings.patience());
	}

	/** As safe on its way as the session's own cookie. */
	@Bean
	ShortCookies shortCookies(ServerProperties server) {
		return new ShortCookies(Boolean.TRUE.equals(server.getReactive().getSession().getCookie().getSecure()));
	}

	@Bean
	BegunLogIns begunLogIns(ShortCookies cookies) {
		return new BegunLogIns(cookies);
	}

	@Bean
	ReturnTo returnTo(ShortCookies cookies, LogInSettings settings) {
		return new ReturnTo(cookies, settings.idle());
	}

	private static ServerAuthenticationFailureHandler logInFailed(AccessProblems problems) {
		return (exchange, failure) -> isProviders(failure)
				? CodeExchangeFilter.tryAgain(exchange.getExchange(), problems)
				: problems.tell(exchange.getExchange().getResponse(), HttpStatus.UNAUTHORIZED, "log-in-failed",
						"The log-in could not be completed. Begin again at /login");
	}

	/** It answered the exchange of the code with an error of its own, or nonsense. */
	private static boolean isProviders(AuthenticationException failure) {
		return failure instanceof OAuth2AuthenticationException refused
				&& PROVIDERS_FAULTS.contains(refused.getError().getErrorCode());
	}

	@Bean
	ServerLogoutSuccessHandler atTheProviderToo(Provider provider, LogInSettings settings) {
		OidcClientInitiatedServerLogoutSuccessHandler handler = new OidcClientInitiatedServerLogoutSuccessHandler(
				provider);
		handler.setPostLogoutRedirectUri(settings.baseUrl() + "/");
		handler.setLogoutSuccessUrl(URI.create("/"));
		return handler;
	}

}
