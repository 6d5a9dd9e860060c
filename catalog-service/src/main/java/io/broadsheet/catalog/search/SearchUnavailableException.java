package io.broadsheet.catalog.search;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Nothing can be searched for now; everything else of the catalog answers all the same.
 */
final class SearchUnavailableException extends ErrorResponseException {

	private final @Nullable Integer retrySeconds;

	private SearchUnavailableException(String type, String title, String detail, @Nullable Integer retrySeconds,
			@Nullable Throwable cause) {
		super(HttpStatus.SERVICE_UNAVAILABLE, cause);
		this.retrySeconds = retrySeconds;
		setType(URI.create("/problems/" + type));
		setTitle(title);
		setDetail(detail);
	}

	static SearchUnavailableException rebuilding() {
		return new SearchUnavailableException("search-rebuilding", "The search index is being built",
				"The search index is being built from the log; lists without `q` answer meanwhile", 10, null);
	}

	static SearchUnavailableException away(@Nullable Throwable cause) {
		return new SearchUnavailableException("search-unavailable", "The search index can't be used",
				"The search index can't be used now; lists without `q` answer meanwhile", 30, cause);
	}

	static SearchUnavailableException busy(Throwable cause) {
		return new SearchUnavailableException("search-busy", "There are too many searches",
				"There are too many searches, or this one takes too long; ask again, or for less common words", 2,
				cause);
	}

	/** Waiting does not help, so nobody is told to. */
	static SearchUnavailableException disabled() {
		return new SearchUnavailableException("search-disabled", "There is no search here",
				"Search is switched off on this instance; lists without `q` answer", null, null);
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders headers = new HttpHeaders();
		if (this.retrySeconds != null) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(this.retrySeconds));
		}
		return headers;
	}

}
