package io.broadsheet.access;

import java.net.URI;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * How problems (RFC 9457) are put together: their type is the page that tells of them.
 */
public final class NamedProblem {

	private NamedProblem() {
	}

	/**
	 * Puts a problem together.
	 * @param status the HTTP status
	 * @param name the last part of the problem's type
	 * @param detail one sentence that helps the client
	 * @return the problem
	 */
	public static ProblemDetail of(HttpStatus status, String name, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create("/problems/" + name));
		return problem;
	}

}
