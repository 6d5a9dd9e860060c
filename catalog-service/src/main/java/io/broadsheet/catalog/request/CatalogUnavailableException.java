package io.broadsheet.catalog.request;

import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The database does not answer; the reader may ask again.
 */
public final class CatalogUnavailableException extends ErrorResponseException {

	private static final String RETRY_SECONDS = "5";

	/**
	 * Creates the answer.
	 * @param cause what the database's driver said
	 */
	public CatalogUnavailableException(Throwable cause) {
		super(HttpStatus.SERVICE_UNAVAILABLE, cause);
		setType(URI.create("/problems/unavailable"));
		setTitle("The catalog can't answer now");
		setDetail("The catalog's database does not answer; ask again in a few seconds");
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
		return headers;
	}

}
