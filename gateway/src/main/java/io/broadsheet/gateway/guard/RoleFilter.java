package io.broadsheet.gateway.guard;

import io.broadsheet.access.AccessProblems;
import io.broadsheet.access.Role;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets those pass who have a role, and tells the upstream by their token who they are.
 * Part of the route that it guards, so that no address can be read as one route here and
 * as another one later.
 */
final class RoleFilter implements GatewayFilter, Ordered {

	private final Role role;

	private final Sessions sessions;

	private final AccessProblems problems;

	RoleFilter(Role role, Sessions sessions, AccessProblems problems) {
		this.role = role;
		this.sessions = sessions;
		this.problems = problems;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return caller(exchange).map((caller) -> pass(caller, exchange, chain))
			.switchIfEmpty(Mono.fromSupplier(
					() -> this.problems.commence(exchange, new AuthenticationCredentialsNotFoundException("No token"))))
			.onErrorResume(AuthenticationException.class,
					(failure) -> Mono.fromSupplier(() -> this.problems.refuse(exchange, failure)))
			.flatMap((next) -> next);
	}

	/** Who sends any {@code Authorization} is not taken for who a cookie says. */
	private Mono<Authentication> caller(ServerWebExchange exchange) {
		if (exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
			return exchange.getPrincipal().ofType(JwtAuthenticationToken.class).cast(Authentication.class);
		}
		return this.sessions.caller(exchange);
	}

	private Mono<Void> pass(Authentication caller, ServerWebExchange exchange, GatewayFilterChain chain) {
		if (!this.role.isHeldBy(caller) || !(caller instanceof JwtAuthenticationToken known)) {
			return this.problems.handle(exchange, new AccessDeniedException("Another role is wanted"));
		}
		return chain.filter(exchange.mutate().request((request) -> request.headers((headers) -> {
			headers.setBearerAuth(known.getToken().getTokenValue());
			headers.remove(HttpHeaders.COOKIE);
		})).build());
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
