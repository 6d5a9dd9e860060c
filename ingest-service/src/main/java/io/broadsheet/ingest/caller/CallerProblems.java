package io.broadsheet.ingest.caller;

import io.broadsheet.ingest.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells, as a problem, why a request comes to no handler: its token is not valid, or
 * can't be verified now, or its address is not one.
 */
final class CallerProblems implements ServerAuthenticationFailureHandler, ServerExchangeRejectedHandler {

	private static final Logger logger = LoggerFactory.getLogger(CallerProblems.class);

	private static final String RETRY_AFTER_SECONDS = "1";

	private final JsonMapper json;

	CallerProblems(JsonMapper json) {
		this.json = json;
	}

	@Override
	public Mono<Void> onAuthenticationFailure(WebFilterExchange exchange, AuthenticationException failure) {
		ServerHttpResponse response = exchange.getExchange().getResponse();
		if (failure instanceof OAuth2AuthenticationException refused) {
			return refuse(response, refused);
		}
		logger.atWarn().setCause(failure).log("A bearer token can't be verified");
		response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return write(response, HttpStatus.SERVICE_UNAVAILABLE, "temporarily-unavailable",
				"The bearer token can't be verified just now, because the OpenID provider does not answer. Try again");
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
		return write(exchange.getResponse(), HttpStatus.BAD_REQUEST, "invalid-request",
				"The address or a header has characters that are not taken here");
	}

	/** What the challenge says is that of RFC 6750, section 3. */
	private Mono<Void> refuse(ServerHttpResponse response, OAuth2AuthenticationException refused) {
		HttpStatus status = (refused.getError() instanceof BearerTokenError error) ? error.getHttpStatus()
				: HttpStatus.UNAUTHORIZED;
		response.getHeaders()
			.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"" + refused.getError().getErrorCode() + "\"");
		String reason = refused.getError().getDescription();
		return write(response, status, "invalid-token",
				"The bearer token is not valid" + ((reason != null) ? ": " + reason : ""));
	}

	private Mono<Void> write(ServerHttpResponse response, HttpStatus status, String name, String detail) {
		ProblemDetail problem = Problem.of(status, name, detail).getBody();
		response.setStatusCode(status);
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return response
			.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(this.json.writeValueAsBytes(problem))));
	}

}
