package io.broadsheet.catalog.rebuild;

/**
 * The new entries are not shown to readers; the old ones still are.
 */
class RebuildFailedException extends RuntimeException {

	RebuildFailedException(String message) {
		super(message);
	}

}
