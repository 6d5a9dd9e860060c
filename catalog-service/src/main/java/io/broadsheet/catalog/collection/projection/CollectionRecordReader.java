package io.broadsheet.catalog.collection.projection;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.broadsheet.catalog.projection.UnreadableRecordException;
import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.broadsheet.events.CollectionChanged;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of the log of collections, and trusts none of them.
 */
class CollectionRecordReader {

	private static final Pattern SLUG = Pattern.compile("(?=.{1,64}$)[a-z0-9]++(?:-[a-z0-9]++)*+");

	private static final int LAST_YEAR = 9999;

	private final EventCodec codec;

	CollectionRecordReader(EventCodec codec) {
		this.codec = codec;
	}

	CollectionStanding read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
		String slug = key(record);
		if (!SLUG.matcher(slug).matches()) {
			throw new UnreadableRecordException(Reason.KEY, "The key is not the slug of a collection", null);
		}
		// before the codec is asked: a deletion is no event
		if (record.value() == null) {
			return new CollectionStanding(slug, record.partition(), record.offset(), null);
		}
		if (!(event(record) instanceof CollectionChanged collection)) {
			throw new UnreadableRecordException(Reason.UNKNOWN_TYPE, "No event of a collection that this version knows",
					null);
		}
		if (!slug.equals(collection.slug())) {
			throw new UnreadableRecordException(Reason.KEY_MISMATCH,
					"The key is not the slug of the event's collection", null);
		}
		if (!isStorable(collection)) {
			throw new UnreadableRecordException(Reason.MALFORMED, "The tag or a time is impossible", null);
		}
		return new CollectionStanding(slug, record.partition(), record.offset(), collection);
	}

	/**
	 * The key as a text, with something in the place of what is no text.
	 * @param record any record
	 * @return its key, or an empty text if it has none
	 */
	static String key(ConsumerRecord<byte[], byte[]> record) {
		return (record.key() != null) ? new String(record.key(), StandardCharsets.UTF_8) : "";
	}

	private Event event(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
		UnreadableRecordException.checkSize(record);
		try {
			return this.codec.read(record.headers(), record.value())
				.orElseThrow(() -> new UnreadableRecordException(Reason.UNKNOWN_TYPE,
						"The type is not one that this version knows", null));
		}
		catch (UnreadableEventException | RuntimeException ex) {
			throw new UnreadableRecordException(Reason.MALFORMED, String.valueOf(ex.getMessage()), ex);
		}
	}

	/** Years with four digits: the database's dates end far before Java's do. */
	private static boolean isStorable(CollectionChanged collection) {
		String tag = collection.tag();
		return (tag == null || SLUG.matcher(tag).matches())
				&& Stream.of(collection.startsAt(), collection.endsAt(), collection.updatedAt())
					.filter(Objects::nonNull)
					.mapToInt(OffsetDateTime::getYear)
					.allMatch((year) -> year > 0 && year < LAST_YEAR);
	}

}
