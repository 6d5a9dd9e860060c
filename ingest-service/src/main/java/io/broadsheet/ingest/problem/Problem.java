package io.broadsheet.ingest.problem;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Problems of <a href="https://www.rfc-editor.org/rfc/rfc9457.html">RFC 9457</a>, each of
 * a type {@code /problems/<name>}.
 */
public final class Problem {

	private static final int MOST_ERRORS = 100;

	private Problem() {
	}

	/**
	 * A problem to throw.
	 * @param status the HTTP status
	 * @param name the problem's name
	 * @param detail one sentence that helps the caller
	 * @return the exception
	 */
	public static ErrorResponseException of(HttpStatusCode status, String name, String detail) {
		return of(status, name, detail, Map.of());
	}

	/**
	 * A problem to throw, with more that a program may want to know.
	 * @param status the HTTP status
	 * @param name the problem's name
	 * @param detail one sentence that helps the caller
	 * @param properties members to add
	 * @return the exception
	 */
	public static ErrorResponseException of(HttpStatusCode status, String name, String detail,
			Map<String, Object> properties) {
		return new ErrorResponseException(status, detail(status, name, detail, properties), null);
	}

	/**
	 * A problem with one field of the request.
	 * @param pointer where it is, as a JSON pointer
	 * @param detail what is wrong with it
	 * @return the exception
	 */
	public static ErrorResponseException invalidField(String pointer, String detail) {
		ProblemDetail problem = invalidFields(List.of(new FieldError(pointer, detail)));
		return new ErrorResponseException(HttpStatus.UNPROCESSABLE_CONTENT, problem, null);
	}

	/**
	 * A problem with one query parameter.
	 * @param name the parameter
	 * @param detail what is wrong with it
	 * @return the exception
	 */
	public static ErrorResponseException invalidParameter(String name, String detail) {
		return of(HttpStatus.BAD_REQUEST, "invalid-parameter", name + " " + detail);
	}

	/** However many fields are wrong, the answer stays small. */
	static ProblemDetail invalidFields(List<FieldError> errors) {
		List<FieldError> told = errors.subList(0, Math.min(errors.size(), MOST_ERRORS));
		return detail(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-fields",
				(errors.size() == 1) ? errors.get(0).pointer() + " " + errors.get(0).detail()
						: errors.size() + " fields are not as they should be",
				Map.of("errors", told));
	}

	static ProblemDetail detail(HttpStatusCode status, String name, String detail, Map<String, Object> properties) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create("/problems/" + name));
		properties.forEach(problem::setProperty);
		return problem;
	}

}
