package io.broadsheet.gateway.upstream;

import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An upstream's time was over while the client was still sending: not the upstream's
 * fault.
 */
final class SlowClientException extends ErrorResponseException {

	SlowClientException(Throwable cause) {
		super(HttpStatus.REQUEST_TIMEOUT, problem(), cause);
		getHeaders().set(HttpHeaders.CONNECTION, "close");
	}

	private static ProblemDetail problem() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.REQUEST_TIMEOUT,
				"Too little of the request came to begin an answer");
		problem.setType(URI.create("/problems/request-timeout"));
		return problem;
	}

}
