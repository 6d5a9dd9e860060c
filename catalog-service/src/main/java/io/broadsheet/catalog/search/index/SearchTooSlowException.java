package io.broadsheet.catalog.search.index;

/**
 * A search was given up because it took too long.
 */
public class SearchTooSlowException extends RuntimeException {

	SearchTooSlowException() {
		super("The search took too long");
	}

}
