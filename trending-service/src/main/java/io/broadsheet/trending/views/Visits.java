package io.broadsheet.trending.views;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The visits that were counted. Time is cut into buckets as long as the gap between two
 * counted visits, so that each holds at most one of a visitor and article, and only the
 * buckets before, at and after a visit can hold one that is too near.
 */
final class Visits {

	private final KeyValueStore<Bytes, Long> counted;

	private final long gap;

	private long oldestBucket = Long.MIN_VALUE;

	/**
	 * Looks after a store.
	 * @param counted the moment of each counted visit, in milliseconds since 1970
	 * @param gap how far apart two counted visits of one visitor and article are at least
	 */
	Visits(KeyValueStore<Bytes, Long> counted, Duration gap) {
		this.counted = counted;
		this.gap = gap.toMillis();
	}

	/**
	 * Remembers a visit, unless one that was counted is too near.
	 * @param articleId what was visited
	 * @param visitor who visited
	 * @param at when
	 * @return whether the visit counts
	 */
	boolean isNew(String articleId, String visitor, Instant at) {
		long moment = at.toEpochMilli();
		long bucket = Math.floorDiv(moment, this.gap);
		byte[] who = (articleId + '\0' + visitor).getBytes(StandardCharsets.UTF_8);
		for (long near = bucket - 1; near <= bucket + 1; near++) {
			@Nullable Long other = this.counted.get(key(near, who));
			if (other != null && Math.abs(other - moment) < this.gap) {
				return false;
			}
		}
		this.counted.put(key(bucket, who), moment);
		return true;
	}

	/**
	 * Forgets the visits that no visit from now on can be near to.
	 * @param oldest the moment before which no visit is asked about any more
	 */
	void forgetBefore(Instant oldest) {
		long bucket = Math.floorDiv(oldest.toEpochMilli(), this.gap) - 1;
		if (bucket <= this.oldestBucket) {
			return;
		}
		try (KeyValueIterator<Bytes, Long> old = this.counted.range(null, key(bucket, new byte[0]))) {
			old.forEachRemaining((visit) -> this.counted.delete(visit.key));
		}
		this.oldestBucket = bucket;
	}

	private static Bytes key(long bucket, byte[] who) {
		return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + who.length).putLong(bucket).put(who).array());
	}

}
