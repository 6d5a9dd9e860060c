package io.broadsheet.catalog.projection;

import org.jspecify.annotations.Nullable;

/**
 * A record of the log does not tell anything about an article.
 */
class UnreadableRecordException extends Exception {

	private final Reason reason;

	UnreadableRecordException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

	/**
	 * The kinds of unreadable records, as they are counted.
	 */
	enum Reason {

		/** The key is absent or not UTF-8 text. */
		KEY("key"),

		/** Headers or value are not those of an event. */
		MALFORMED("malformed"),

		/** An event, but of no type that this version reads from this topic. */
		UNKNOWN_TYPE("unknown-type"),

		/** The key is not the id of the event's article. */
		KEY_MISMATCH("key-mismatch");

		private final String tag;

		Reason(String tag) {
			this.tag = tag;
		}

		String tag() {
			return this.tag;
		}

	}

}
