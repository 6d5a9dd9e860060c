package io.broadsheet.catalog.collection;

import java.net.URI;

import io.broadsheet.catalog.entry.SurrogateKeys;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Readers see no collection at this address now. One whose time has not come, one whose
 * time is over and one that never was are answered alike.
 */
class CollectionNotFoundException extends ErrorResponseException {

	CollectionNotFoundException() {
		super(HttpStatus.NOT_FOUND);
		setType(URI.create("/problems/not-found"));
		setTitle("Not found");
		setDetail("There is no collection at this address");
	}

	/**
	 * Nothing tells a cache when a collection starts, so it has to ask.
	 */
	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(SurrogateKeys.HEADER, SurrogateKeys.COLLECTIONS);
		headers.setCacheControl(CacheControl.noCache());
		return headers;
	}

}
