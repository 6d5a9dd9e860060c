package io.broadsheet.catalog.article;

import java.net.URI;

import io.broadsheet.catalog.entry.SurrogateKeys;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * No article has, or had, this address.
 */
public final class ArticleNotFoundException extends ErrorResponseException {

	/**
	 * Creates the answer.
	 */
	public ArticleNotFoundException() {
		super(HttpStatus.NOT_FOUND);
		setType(URI.create("/problems/not-found"));
		setTitle("Not found");
		setDetail("There is no article at this address");
	}

	/**
	 * The next article may have this address, so the answer depends on whatever is
	 * published.
	 */
	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(SurrogateKeys.HEADER, SurrogateKeys.LATEST);
		return headers;
	}

}
