package io.broadsheet.standalone;

/**
 * Standalone can't go on, for a reason that the user can understand.
 */
final class StartFailure extends RuntimeException {

	StartFailure(String message) {
		super(message);
	}

}
