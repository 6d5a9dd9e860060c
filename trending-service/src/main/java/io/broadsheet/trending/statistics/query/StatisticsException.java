package io.broadsheet.trending.statistics.query;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * There are no statistics to answer with; the problem says why.
 */
final class StatisticsException extends ErrorResponseException {

	private static final String RETRY_AFTER_SECONDS = "1";

	private StatisticsException(HttpStatus status, String type, String title, String detail,
			@Nullable Throwable cause) {
		super(status, cause);
		setType(URI.create("/problems/" + type));
		setTitle(title);
		setDetail(detail);
		getHeaders().setCacheControl(CacheControl.noStore());
	}

	static StatisticsException malformed() {
		return new StatisticsException(HttpStatus.BAD_REQUEST, "invalid-parameter", "Invalid parameter",
				"An article's id is 1 to 64 letters, digits and hyphens", null);
	}

	static StatisticsException unknown() {
		return new StatisticsException(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is no such article",
				null);
	}

	static StatisticsException withdrawn() {
		return new StatisticsException(HttpStatus.GONE, "gone", "This article was withdrawn",
				"The statistics of withdrawn articles are not shown", null);
	}

	static StatisticsException unavailable(String why, @Nullable Throwable cause) {
		StatisticsException exception = new StatisticsException(HttpStatus.SERVICE_UNAVAILABLE,
				"statistics-unavailable", "Statistics are not available just now", why, cause);
		exception.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return exception;
	}

	boolean isUnavailability() {
		return getStatusCode() == HttpStatus.SERVICE_UNAVAILABLE;
	}

}
