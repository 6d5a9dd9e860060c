package io.broadsheet.gateway.guard;

import io.broadsheet.access.AccessConfiguration;
import io.broadsheet.access.AccessProblems;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/**
 * Guards: whoever sends a bearer token must have a valid one, and what a route wants of
 * them the route says.
 */
@Configuration(proxyBeanMethods = false)
@Import(AccessConfiguration.class)
class GuardConfiguration {

	/** Before the chain of those who say who they are. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityWebFilterChain nobody() {
		return new NobodysChain();
	}

	@Bean
	CookieWrites cookieWrites(ServerWebExchangeMatcher openToAll) {
		return new CookieWrites(openToAll);
	}

	@Bean
	Gatekeeper gatekeeper(Sessions sessions, AccessProblems problems) {
		return new Gatekeeper(sessions, problems);
	}

}
