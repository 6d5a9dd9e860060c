package io.broadsheet.trending.answers;

import java.net.URI;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A query parameter has a value that it can't have.
 */
class InvalidParameterException extends ErrorResponseException {

	/**
	 * Creates the exception.
	 * @param parameter the parameter's name
	 * @param rule what its value must be, such as {@code must be a number}
	 */
	InvalidParameterException(String parameter, String rule) {
		super(HttpStatus.BAD_REQUEST);
		setType(URI.create("/problems/invalid-parameter"));
		setTitle("Invalid parameter");
		setDetail("The parameter '" + parameter + "' " + rule);
	}

}
