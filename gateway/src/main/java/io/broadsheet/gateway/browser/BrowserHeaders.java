package io.broadsheet.gateway.browser;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What every answer tells browsers, whoever made it and however it leaves.
 */
public final class BrowserHeaders {

	private final @Nullable CrossOrigin crossOrigin;

	/**
	 * Creates what answers get.
	 * @param crossOrigin what other sites may do, or null if they may do nothing
	 */
	BrowserHeaders(@Nullable CrossOrigin crossOrigin) {
		this.crossOrigin = crossOrigin;
	}

	@Nullable CrossOrigin crossOrigin() {
		return this.crossOrigin;
	}

	/**
	 * Adds to an answer's headers, all others of which are there already.
	 * @param origin the site whose page asks, or null if the request names none
	 * @param answer the headers
	 */
	public void describe(@Nullable String origin, HttpHeaders answer) {
		SecurityHeaders.ALL.forEach(answer::set);
		if (this.crossOrigin != null) {
			this.crossOrigin.describe(origin, answer);
		}
	}

}
