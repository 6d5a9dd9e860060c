package io.broadsheet.ingest.ledger.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.ingest.ledger.LedgerEntry;
import io.broadsheet.ingest.ledger.Purged;
import io.broadsheet.ingest.ledger.Scheduled;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the ledger keeps of one partition: an entry per article, the history of each, and
 * the schedule.
 */
final class LedgerStores {

	/** Entries by article id. */
	static final String ENTRIES = "ledger";

	/** Revisions that are no longer current, by {@link RevisionKey}. */
	static final String REVISIONS = "revisions";

	/** Nothing, by {@link ScheduleKey}. */
	static final String SCHEDULE = "schedule";

	/** What one transaction may hold. */
	private static final int MOST_AT_ONCE = 200;

	private static final byte[] NOTHING = {};

	private final JsonMapper json;

	private final KeyValueStore<String, byte[]> entries;

	private final KeyValueStore<String, byte[]> revisions;

	private final KeyValueStore<String, byte[]> schedule;

	LedgerStores(ProcessorContext<?, ?> context, JsonMapper json) {
		this.json = json;
		this.entries = context.getStateStore(ENTRIES);
		this.revisions = context.getStateStore(REVISIONS);
		this.schedule = context.getStateStore(SCHEDULE);
	}

	@Nullable LedgerEntry entry(String articleId) {
		byte[] stored = this.entries.get(articleId);
		return (stored != null) ? read(this.json, articleId, stored, LedgerEntry.class) : null;
	}

	/**
	 * Reads a value of one of the stores.
	 * @param json what reads it
	 * @param key its key
	 * @param stored the value as it is stored
	 * @param type what it is to be
	 * @return the value
	 * @throws SerializationException if it is none, which is no fault of those who ask
	 */
	static <T> T read(JsonMapper json, String key, byte[] stored, Class<T> type) {
		try {
			return json.readValue(stored, type);
		}
		catch (JacksonException ex) {
			throw new SerializationException("What the ledger keeps as " + key
					+ " can't be read: it is damaged, or another version wrote it. If it stays so when the store"
					+ " is restored from the log, run that version", ex);
		}
	}

	/**
	 * Keeps a change.
	 * @param before how the article stood, or null if it was not there
	 * @param after how it stands
	 */
	void put(@Nullable LedgerEntry before, LedgerEntry after) {
		if (before != null) {
			supersede(before, after);
		}
		if (after.standing() instanceof Scheduled scheduled) {
			this.schedule.put(ScheduleKey.of(scheduled.publishAt().toInstant(), after.articleId()), NOTHING);
		}
		note(after);
	}

	/** Keeps an entry of which nothing changed that belongs in its history. */
	void note(LedgerEntry entry) {
		this.entries.put(entry.articleId(), this.json.writeValueAsBytes(entry));
	}

	private void supersede(LedgerEntry before, LedgerEntry after) {
		String articleId = before.articleId();
		if (before.standing() instanceof Scheduled scheduled) {
			this.schedule.delete(ScheduleKey.of(scheduled.publishAt().toInstant(), articleId));
		}
		if (after.standing() instanceof Purged) {
			keys(this.revisions.range(RevisionKey.first(articleId), RevisionKey.last(articleId)), Integer.MAX_VALUE)
				.forEach(this.revisions::delete);
		}
		else {
			this.revisions.put(RevisionKey.of(articleId, before.revision()),
					this.json.writeValueAsBytes(before.current()));
		}
	}

	/** The schedule's keys up to this time, earliest first, and not too many at once. */
	List<String> due(Instant now) {
		return keys(this.schedule.range(ScheduleKey.FIRST, ScheduleKey.before(now.plusMillis(1))), MOST_AT_ONCE);
	}

	void unschedule(String scheduleKey) {
		this.schedule.delete(scheduleKey);
	}

	private static List<String> keys(KeyValueIterator<String, byte[]> range, int most) {
		List<String> keys = new ArrayList<>();
		try (range) {
			while (range.hasNext() && keys.size() < most) {
				KeyValue<String, byte[]> each = range.next();
				keys.add(each.key);
			}
		}
		return keys;
	}

	/**
	 * The article's id, then the revision in 19 digits, so that keys sort as revisions
	 * do.
	 */
	static final class RevisionKey {

		private RevisionKey() {
		}

		static String of(String articleId, long revision) {
			return "%s/%019d".formatted(articleId, revision);
		}

		static String first(String articleId) {
			return of(articleId, 0);
		}

		static String last(String articleId) {
			return of(articleId, Long.MAX_VALUE);
		}

	}

	/**
	 * The time in 15 digits of milliseconds, then the article's id, so that keys sort as
	 * times do.
	 */
	static final class ScheduleKey {

		/** Before all others. */
		static final String FIRST = "0";

		/** After all others. */
		static final String LAST = ":";

		private static final int DIGITS = 15;

		private ScheduleKey() {
		}

		static String of(Instant time, String articleId) {
			return before(time) + "/" + articleId;
		}

		/** Before all keys of this time, and after all of earlier ones. */
		static String before(Instant time) {
			return "%015d".formatted(time.toEpochMilli());
		}

		static String articleId(String key) {
			return key.substring(DIGITS + 1);
		}

	}

}
