package io.broadsheet.catalog.article;

import java.net.URI;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A parameter of a request has a value that can't be meant.
 */
class InvalidParameterException extends ErrorResponseException {

	InvalidParameterException(String parameter, String expectation) {
		super(HttpStatus.BAD_REQUEST);
		setType(URI.create("/problems/invalid-parameter"));
		setTitle("Invalid parameter");
		setDetail("The parameter `" + parameter + "` " + expectation);
		getBody().setProperty("parameter", parameter);
	}

}
