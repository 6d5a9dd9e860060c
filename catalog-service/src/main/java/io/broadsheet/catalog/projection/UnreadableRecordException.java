package io.broadsheet.catalog.projection;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log does not tell what its topic is for.
 */
public class UnreadableRecordException extends Exception {

	private final Reason reason;

	/**
	 * Creates it.
	 * @param reason the kind of it
	 * @param message what is wrong, without anything of the record's value
	 * @param cause what was thrown, if anything was
	 */
	public UnreadableRecordException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * Refuses a record that is larger than any event: what a topic takes may be larger by
	 * far once it is decompressed.
	 * @param record a record with a value
	 * @throws UnreadableRecordException if it is
	 */
	public static void checkSize(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
		if (record.value().length > Topic.MAX_RECORD_BYTES) {
			throw new UnreadableRecordException(Reason.OVERSIZED, "The value has " + record.value().length
					+ " bytes, more than the " + Topic.MAX_RECORD_BYTES + " of any event", null);
		}
	}

	/**
	 * The kind of it.
	 * @return why the record can't be read
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * The kinds of unreadable records, as they are counted.
	 */
	public enum Reason {

		/** The key is absent, or not one that an article or a collection may have. */
		KEY("key"),

		/** Headers or value are not those of an event. */
		MALFORMED("malformed"),

		/** The value is larger than any event is. */
		OVERSIZED("oversized"),

		/** An event, but of no type that this version reads from this topic. */
		UNKNOWN_TYPE("unknown-type"),

		/** The key is not the id of what the event is about. */
		KEY_MISMATCH("key-mismatch");

		private final String tag;

		Reason(String tag) {
			this.tag = tag;
		}

		/**
		 * The reason in metrics and logs.
		 * @return a word or two with a hyphen
		 */
		public String tag() {
			return this.tag;
		}

	}

}
