package io.broadsheet.gateway.problem;

import java.io.IOException;

import io.broadsheet.access.NamedProblem;
import io.broadsheet.gateway.cache.FailedFetch;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;

/**
 * Tells that an upstream does not answer: a 503 that says when to try again, whatever it
 * was that failed.
 */
final class UpstreamProblems implements FailedFetch {

	static final String RETRY_AFTER_SECONDS = "1";

	private static final Logger logger = LoggerFactory.getLogger(UpstreamProblems.class);

	private final ProblemWriter writer;

	UpstreamProblems(ProblemWriter writer) {
		this.writer = writer;
	}

	/**
	 * Puts the problem together.
	 * @return the problem
	 */
	static ProblemDetail unavailable() {
		return NamedProblem.of(HttpStatus.SERVICE_UNAVAILABLE, "upstream-unavailable",
				"The part of Broadsheet that answers this can't be reached just now. Try again in a moment");
	}

	@Override
	public Mono<Void> answer(Throwable failure, ServerHttpRequest request, ServerHttpResponse response) {
		if (!(failure instanceof IOException) && !(failure instanceof ErrorResponse)
				&& !(failure instanceof BulkheadFullException)) {
			logger.error("What {} asks for could not be fetched", request.getPath().value(), failure);
		}
		ErrorResponseException told = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, unavailable(),
				failure);
		told.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return this.writer.write(told, request, response);
	}

}
