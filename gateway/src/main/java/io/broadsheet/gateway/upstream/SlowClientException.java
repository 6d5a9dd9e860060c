package io.broadsheet.gateway.upstream;

import io.broadsheet.access.NamedProblem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * An upstream's time was over while the client was still sending: not the upstream's
 * fault.
 */
final class SlowClientException extends ErrorResponseException {

	SlowClientException(Throwable cause) {
		super(HttpStatus.REQUEST_TIMEOUT, NamedProblem.of(HttpStatus.REQUEST_TIMEOUT, "request-timeout",
				"Too little of the request came to begin an answer"), cause);
		getHeaders().set(HttpHeaders.CONNECTION, "close");
	}

}
