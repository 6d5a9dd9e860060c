package io.broadsheet.events;

import org.jspecify.annotations.Nullable;

/**
 * A record is not the event that it should be.
 */
public class UnreadableEventException extends Exception {

	/**
	 * Creates the exception.
	 * @param message what is wrong with the record
	 * @param cause how it showed, if anything was thrown
	 */
	public UnreadableEventException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
