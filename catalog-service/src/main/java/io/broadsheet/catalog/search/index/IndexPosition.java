package io.broadsheet.catalog.search.index;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How far into the log an index reaches. Stored in the same commit as the articles, so
 * the two can't differ.
 *
 * @param log the identity of the log, empty if the index was never filled
 * @param endSeenAt when the index was at the log's end the last time;
 * {@link Instant#EPOCH} if never
 * @param next the next offset of each partition
 */
public record IndexPosition(String log, Instant endSeenAt, Map<Integer, Long> next) {

	/** Nothing was indexed, of no log. */
	public static final IndexPosition NONE = new IndexPosition("", Instant.EPOCH, Map.of());

	private static final String LOG = "log";

	private static final String END_SEEN_AT = "end-seen-at";

	private static final String PARTITION = "partition-";

	public IndexPosition {
		next = Map.copyOf(next);
	}

	/**
	 * Whether nothing was missing once.
	 * @return whether the index has ever been at the log's end
	 */
	public boolean complete() {
		return !Instant.EPOCH.equals(this.endSeenAt);
	}

	IndexPosition advancedTo(Map<Integer, Long> offsets) {
		Map<Integer, Long> all = new HashMap<>(this.next);
		all.putAll(offsets);
		return new IndexPosition(this.log, this.endSeenAt, all);
	}

	IndexPosition atEnd(Instant now) {
		return new IndexPosition(this.log, now, this.next);
	}

	Map<String, String> toUserData() {
		Map<String, String> result = new HashMap<>();
		result.put(LOG, this.log);
		result.put(END_SEEN_AT, this.endSeenAt.toString());
		this.next.forEach((partition, offset) -> result.put(PARTITION + partition, String.valueOf(offset)));
		return result;
	}

	static IndexPosition of(Map<String, String> userData) {
		Map<Integer, Long> next = new HashMap<>();
		userData.forEach((name, value) -> {
			if (name.startsWith(PARTITION)) {
				next.put(Integer.valueOf(name.substring(PARTITION.length())), Long.valueOf(value));
			}
		});
		return new IndexPosition(userData.getOrDefault(LOG, ""),
				Instant.parse(userData.getOrDefault(END_SEEN_AT, Instant.EPOCH.toString())), next);
	}

}
