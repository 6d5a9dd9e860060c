package io.broadsheet.gateway.cache.store;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which keys were purged lately, so that an answer that was on its way
 * meanwhile is known to be outdated. It forgets the oldest, and then takes everything
 * from before for outdated. Guarded by its user.
 */
final class RecentPurges {

	private final int capacity;

	/** When each was purged last, the longest ago first. */
	private final Map<String, Long> purgedAt = new LinkedHashMap<>();

	private long now;

	private long forgottenUpTo;

	RecentPurges(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * The moment, as a number that grows with each purge.
	 * @return the number of the last purge
	 */
	long now() {
		return this.now;
	}

	void add(String key) {
		this.now++;
		this.purgedAt.remove(key);
		this.purgedAt.put(key, this.now);
		if (this.purgedAt.size() > this.capacity) {
			Iterator<Long> oldest = this.purgedAt.values().iterator();
			this.forgottenUpTo = oldest.next();
			oldest.remove();
		}
	}

	/** As if every key had been purged. */
	void addAll() {
		this.now++;
		this.purgedAt.clear();
		this.forgottenUpTo = this.now;
	}

	/**
	 * Whether one of the keys was purged, or may have been.
	 * @param keys the keys
	 * @param moment a moment of before
	 * @return false if certainly none was purged after it
	 */
	boolean hasAnySince(Collection<String> keys, long moment) {
		return moment < this.forgottenUpTo
				|| keys.stream().anyMatch((key) -> this.purgedAt.getOrDefault(key, 0L) > moment);
	}

}
