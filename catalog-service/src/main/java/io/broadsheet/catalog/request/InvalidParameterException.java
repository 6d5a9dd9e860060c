package io.broadsheet.catalog.request;

import java.net.URI;
import java.util.Collection;
import java.util.TreeSet;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A parameter of a request has a value that can't be meant, or is none of the route's.
 */
public final class InvalidParameterException extends ErrorResponseException {

	private static final int LONGEST_NAME = 64;

	/**
	 * A value can't be meant.
	 * @param parameter the parameter's name
	 * @param expectation goes on after the name, such as "must be a number"
	 */
	public InvalidParameterException(String parameter, String expectation) {
		this(parameter, "invalid-parameter", "Invalid parameter", expectation);
	}

	private InvalidParameterException(String parameter, String type, String title, String expectation) {
		super(HttpStatus.BAD_REQUEST);
		setType(URI.create("/problems/" + type));
		setTitle(title);
		setDetail("The parameter `" + parameter + "` " + expectation);
		getBody().setProperty("parameter", parameter);
	}

	static InvalidParameterException unknown(String parameter, Collection<String> known) {
		String name = (parameter.length() > LONGEST_NAME) ? parameter.substring(0, LONGEST_NAME) : parameter;
		String expectation = known.isEmpty() ? "is unknown here, as all are"
				: "is unknown here; known are " + String.join(", ", new TreeSet<>(known));
		return new InvalidParameterException(name, "unknown-parameter", "Unknown parameter", expectation);
	}

}
