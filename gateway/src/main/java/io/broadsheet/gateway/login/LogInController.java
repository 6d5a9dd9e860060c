package io.broadsheet.gateway.login;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import io.broadsheet.access.Role;
import io.broadsheet.gateway.guard.Sessions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * What browsers need to log in, and to know that they are.
 */
@RestController
class LogInController {

	private static final URI AUTHORIZATION = URI.create("/oauth2/authorization/" + Sessions.PROVIDER);

	private final Provider provider;

	private final Sessions sessions;

	private final ReturnTo returns;

	LogInController(Provider provider, Sessions sessions, ReturnTo returns) {
		this.provider = provider;
		this.sessions = sessions;
		this.returns = returns;
	}

	/** Sends a browser to the provider, which must be there. */
	@GetMapping("/login")
	Mono<ResponseEntity<Void>> logIn(@RequestParam(required = false) @Nullable String returnTo,
			ServerWebExchange exchange) {
		// none begins here, but who would get none should know it before a password
		return exchange.getSession().then(this.provider.registration()).map((there) -> {
			this.returns.remember(exchange, returnTo);
			return ResponseEntity.status(HttpStatus.FOUND).location(AUTHORIZATION).build();
		});
	}

	/** Tells who is logged in by a cookie. */
	@GetMapping("/api/v1/session")
	Mono<ResponseEntity<SessionView>> session(ServerWebExchange exchange) {
		return this.sessions.caller(exchange)
			.flatMap((user) -> csrf(exchange).map((csrf) -> SessionView.of(user, csrf)))
			.defaultIfEmpty(SessionView.NOBODY)
			.map((view) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view));
	}

	private static Mono<CsrfToken> csrf(ServerWebExchange exchange) {
		return Objects.requireNonNull(exchange.<Mono<CsrfToken>>getAttribute(CsrfToken.class.getName()));
	}

	/**
	 * Who is logged in.
	 *
	 * @param user what the provider calls them, or null for nobody
	 * @param roles what they may do beyond reading
	 * @param csrf what has to be sent with every change, or null for nobody
	 */
	record SessionView(@Nullable String user, List<String> roles, @Nullable Csrf csrf) {

		static final SessionView NOBODY = new SessionView(null, List.of(), null);

		SessionView {
			roles = List.copyOf(roles);
		}

		static SessionView of(Authentication user, CsrfToken csrf) {
			List<String> roles = List.of(Role.values())
				.stream()
				.filter((role) -> role.isHeldBy(user))
				.map(Role::tokenName)
				.toList();
			return new SessionView(name(user), roles,
					new Csrf(csrf.getHeaderName(), csrf.getParameterName(), csrf.getToken()));
		}

		private static String name(Authentication user) {
			Jwt token = (user instanceof JwtAuthenticationToken known) ? known.getToken() : null;
			String name = (token != null) ? token.getClaimAsString("preferred_username") : null;
			return (name != null) ? name : user.getName();
		}

		/**
		 * The token against changes that other sites' pages send.
		 *
		 * @param header the header to send it in
		 * @param parameter or the field of a form
		 * @param token the token
		 */
		record Csrf(String header, String parameter, String token) {

		}

	}

}
