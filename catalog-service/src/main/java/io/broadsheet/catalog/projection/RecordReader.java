package io.broadsheet.catalog.projection;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of the log, and trusts none of them.
 */
public class RecordReader {

	private static final int LAST_YEAR = 9999;

	private final EventCodec codec;

	/**
	 * Creates the reader.
	 * @param codec reads what is an event
	 */
	public RecordReader(EventCodec codec) {
		this.codec = codec;
	}

	/**
	 * Reads a record.
	 * @param record any record of the log
	 * @return what it says
	 * @throws UnreadableRecordException if it says nothing of an article
	 */
	public ArticleChange read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
		String key = key(record);
		if (record.value() == null) {
			return new ArticleChange.Purged(key);
		}
		if (!(event(record) instanceof ArticleEvent event)) {
			throw new UnreadableRecordException(Reason.UNKNOWN_TYPE, "No event of an article that this version knows",
					null);
		}
		if (!key.equals(event.articleId())) {
			throw new UnreadableRecordException(Reason.KEY_MISMATCH, "The key is not the id of the event's article",
					null);
		}
		CatalogEntry entry = CatalogEntry.of(event);
		if (!SurrogateKeys.canName(entry)) {
			throw new UnreadableRecordException(Reason.MALFORMED, "The section or a tag is none that a header can name",
					null);
		}
		if (entry.revision() < 1 || !isStorable(entry.publishedAt()) || !isStorable(entry.changedAt())) {
			throw new UnreadableRecordException(Reason.MALFORMED, "The revision or a time is impossible", null);
		}
		return new ArticleChange.Stands(entry);
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

	private String key(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
		if (record.key() == null || record.key().length == 0) {
			throw new UnreadableRecordException(Reason.KEY, "The record has no key", null);
		}
		String key = new String(record.key(), StandardCharsets.UTF_8);
		if (!SurrogateKeys.canName(key)) {
			throw new UnreadableRecordException(Reason.KEY, "The key is not one that an article may have", null);
		}
		return key;
	}

	/** Years with four digits: the database's dates end far before Java's do. */
	private static boolean isStorable(OffsetDateTime time) {
		return time.getYear() > 0 && time.getYear() < LAST_YEAR;
	}

}
