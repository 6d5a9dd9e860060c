package io.broadsheet.gateway.stream;

import io.broadsheet.access.NamedProblem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;

/**
 * A stream is not opened. Said as a problem, also to who takes nothing but events.
 */
final class StreamRefusedException extends ErrorResponseException {

	private static final String RETRY_AFTER_SECONDS = "30";

	private StreamRefusedException(HttpStatus status, String name, String detail) {
		super(status, NamedProblem.of(status, name, detail), null);
		getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	static StreamRefusedException invalid(String parameter, String expected) {
		return new StreamRefusedException(HttpStatus.BAD_REQUEST, "invalid-parameter",
				"The parameter \"" + parameter + "\" takes " + expected);
	}

	static StreamRefusedException tooManyOfClient(int most) {
		return later(new StreamRefusedException(HttpStatus.TOO_MANY_REQUESTS, "too-many-streams",
				"A client may have " + most + " streams open at a time"));
	}

	static StreamRefusedException tooMany() {
		return later(new StreamRefusedException(HttpStatus.SERVICE_UNAVAILABLE, "too-many-streams",
				"As many streams are open as there can be. Try again later"));
	}

	private static StreamRefusedException later(StreamRefusedException refusal) {
		refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return refusal;
	}

}
