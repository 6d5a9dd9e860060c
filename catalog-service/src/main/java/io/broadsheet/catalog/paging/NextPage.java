package io.broadsheet.catalog.paging;

import io.broadsheet.catalog.request.Parameters;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Tells readers in a header where a list goes on (RFC 8288).
 */
public final class NextPage {

	private NextPage() {
	}

	/**
	 * Links to the next page.
	 * @param path the list's path
	 * @param parameters what was asked of it
	 * @param next the cursor that goes on, or null at the end, which has no such link
	 * @param headers the answer's
	 */
	public static void link(String path, Parameters parameters, @Nullable String next, HttpHeaders headers) {
		if (next != null) {
			headers.set(HttpHeaders.LINK, "<" + parameters.address(path, Cursors.PARAMETER, next) + ">; rel=\"next\"");
		}
	}

}
