package io.broadsheet.ingest.view;

/**
 * A view can't be taken.
 */
final class RejectedViewException extends Exception {

	private final String reason;

	RejectedViewException(String reason) {
		super(reason, null, false, false);
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

}
