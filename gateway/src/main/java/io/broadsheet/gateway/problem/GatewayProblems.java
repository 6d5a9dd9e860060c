package io.broadsheet.gateway.problem;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

import io.broadsheet.access.NamedProblem;
import io.broadsheet.gateway.route.AllowedMethods;
import io.broadsheet.gateway.route.UnknownParameterException;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells errors as problems: an upstream that does not answer is a 503 that says when to
 * try again, whatever it was that failed.
 */
@RestControllerAdvice
class GatewayProblems extends ResponseEntityExceptionHandler {

	private static final Set<HttpStatus> UPSTREAM_FAILURES = Set.of(HttpStatus.GATEWAY_TIMEOUT,
			HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.BAD_GATEWAY);

	private final AllowedMethods allowedMethods;

	GatewayProblems(AllowedMethods allowedMethods) {
		this.allowedMethods = allowedMethods;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> handleUnknownParameter(UnknownParameterException failure) {
		return ResponseEntity.badRequest()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(NamedProblem.of(HttpStatus.BAD_REQUEST, "unknown-parameter", String.valueOf(failure.getMessage())));
	}

	/** An answer that has begun can only break off; mostly its client has gone. */
	@ExceptionHandler({ IOException.class, BulkheadFullException.class })
	Mono<ResponseEntity<ProblemDetail>> handleUpstream(Exception failure, ServerWebExchange exchange) {
		if (exchange.getResponse().isCommitted()) {
			return Mono.error(failure);
		}
		return Mono.just(ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, UpstreamProblems.RETRY_AFTER_SECONDS)
			.body(UpstreamProblems.unavailable()));
	}

	@Override
	protected Mono<ResponseEntity<Object>> handleResponseStatusException(ResponseStatusException ex,
			HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
		if (UPSTREAM_FAILURES.contains(HttpStatus.resolve(status.value()))) {
			return retryLater(ex, exchange);
		}
		if (status.value() == HttpStatus.NOT_FOUND.value()) {
			return notFound(ex, exchange);
		}
		return super.handleResponseStatusException(ex, headers, status, exchange);
	}

	private Mono<ResponseEntity<Object>> retryLater(Exception ex, ServerWebExchange exchange) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, UpstreamProblems.RETRY_AFTER_SECONDS);
		return handleExceptionInternal(ex, UpstreamProblems.unavailable(), headers, HttpStatus.SERVICE_UNAVAILABLE,
				exchange);
	}

	private Mono<ResponseEntity<Object>> notFound(Exception ex, ServerWebExchange exchange) {
		Set<HttpMethod> allowed = this.allowedMethods.of(exchange.getRequest().getPath());
		HttpHeaders headers = new HttpHeaders();
		if (allowed.isEmpty()) {
			return handleExceptionInternal(ex,
					NamedProblem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address"), headers,
					HttpStatus.NOT_FOUND, exchange);
		}
		headers.setAllow(allowed);
		String names = allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
		return handleExceptionInternal(ex,
				NamedProblem.of(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "This address takes " + names),
				headers, HttpStatus.METHOD_NOT_ALLOWED, exchange);
	}

}
