package io.broadsheet.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.csrf.CsrfException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells, as a problem, why a request comes to no handler: it has no token, or one that is
 * not valid, or can't be verified now, or one of somebody who may not do this. The
 * challenges are those of RFC 6750, section 3.
 */
public final class AccessProblems implements ServerAuthenticationFailureHandler, ServerAuthenticationEntryPoint,
		ServerAccessDeniedHandler, ServerExchangeRejectedHandler {

	private static final Logger logger = LoggerFactory.getLogger(AccessProblems.class);

	private static final String RETRY_AFTER_SECONDS = "1";

	private final JsonMapper json;

	AccessProblems(JsonMapper json) {
		this.json = json;
	}

	@Override
	public Mono<Void> onAuthenticationFailure(WebFilterExchange exchange, AuthenticationException failure) {
		return refuse(exchange.getExchange(), failure);
	}

	/** Nobody has said who it is. */
	@Override
	public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
		ServerHttpResponse response = exchange.getResponse();
		response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		return tell(response, HttpStatus.UNAUTHORIZED, "unauthorized",
				"This needs the bearer token of somebody who may do it");
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
		ServerHttpResponse response = exchange.getResponse();
		if (denied instanceof CsrfException) {
			return tell(response, HttpStatus.FORBIDDEN, "invalid-csrf-token",
					"Who is logged in by a cookie has to send the session's CSRF token with every change");
		}
		response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
		return tell(response, HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this");
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
		return tell(exchange.getResponse(), HttpStatus.BAD_REQUEST, "invalid-request",
				"The address or a header has characters that are not taken here");
	}

	/**
	 * Answers who could not be authenticated.
	 * @param exchange what is asked and answered
	 * @param failure why
	 * @return completes when it is told
	 */
	public Mono<Void> refuse(ServerWebExchange exchange, AuthenticationException failure) {
		ServerHttpResponse response = exchange.getResponse();
		if (failure instanceof OAuth2AuthenticationException refused) {
			return refuse(response, refused);
		}
		logger.atWarn().setCause(failure).log("A bearer token can't be verified");
		response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return tell(response, HttpStatus.SERVICE_UNAVAILABLE, "temporarily-unavailable",
				"Who you are can't be verified just now, because the OpenID provider does not answer. Try again");
	}

	private Mono<Void> refuse(ServerHttpResponse response, OAuth2AuthenticationException refused) {
		HttpStatus status = (refused.getError() instanceof BearerTokenError error) ? error.getHttpStatus()
				: HttpStatus.UNAUTHORIZED;
		response.getHeaders()
			.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"" + refused.getError().getErrorCode() + "\"");
		String reason = refused.getError().getDescription();
		return tell(response, status, "invalid-token",
				"The bearer token is not valid" + ((reason != null) ? ": " + reason : ""));
	}

	/**
	 * Writes a problem.
	 * @param response where
	 * @param status the HTTP status
	 * @param name the problem's name
	 * @param detail one sentence that helps the caller
	 * @return completes when it is told
	 */
	public Mono<Void> tell(ServerHttpResponse response, HttpStatus status, String name, String detail) {
		ProblemDetail problem = NamedProblem.of(status, name, detail);
		response.setStatusCode(status);
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return response
			.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(this.json.writeValueAsBytes(problem))));
	}

}
