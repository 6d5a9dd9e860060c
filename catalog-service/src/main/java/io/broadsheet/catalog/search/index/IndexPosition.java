package io.broadsheet.catalog.search.index;

import java.util.HashMap;
import java.util.Map;

/**
 * How far into the log an index reaches. Stored in the same commit as the articles, so
 * the two can't differ.
 *
 * @param log the identity of the log, empty if the index was never filled
 * @param complete whether the index once reached the log's end
 * @param next the next offset of each partition
 */
public record IndexPosition(String log, boolean complete, Map<Integer, Long> next) {

	/** Nothing was indexed, of no log. */
	public static final IndexPosition NONE = new IndexPosition("", false, Map.of());

	private static final String LOG = "log";

	private static final String COMPLETE = "complete";

	private static final String PARTITION = "partition-";

	public IndexPosition {
		next = Map.copyOf(next);
	}

	IndexPosition advancedTo(Map<Integer, Long> offsets) {
		Map<Integer, Long> all = new HashMap<>(this.next);
		all.putAll(offsets);
		return new IndexPosition(this.log, this.complete, all);
	}

	IndexPosition completed() {
		return new IndexPosition(this.log, true, this.next);
	}

	Map<String, String> toUserData() {
		Map<String, String> result = new HashMap<>();
		result.put(LOG, this.log);
		result.put(COMPLETE, String.valueOf(this.complete));
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
		return new IndexPosition(userData.getOrDefault(LOG, ""), Boolean.parseBoolean(userData.get(COMPLETE)), next);
	}

}
