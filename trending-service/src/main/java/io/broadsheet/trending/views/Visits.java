package io.broadsheet.trending.views;

import java.time.Duration;
import java.time.Instant;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * The visits that were counted. Time is cut into buckets as long as the gap between two
 * counted visits, so that each holds at most one of a visitor and article, and only the
 * buckets before, at and after a visit can hold one that is too near.
 */
final class Visits {

	/** Of 128 bits: two visitors are never taken for one. */
	private static final Hasher128 hasher = Hashing.murmur3_128();

	private final VisitStore counted;

	private final long gap;

	private long oldestBucket = Long.MIN_VALUE;

	/**
	 * Looks after a store.
	 * @param counted the moment of each counted visit
	 * @param gap how far apart two counted visits of one visitor and article are at least
	 */
	Visits(VisitStore counted, Duration gap) {
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
		HashValue128 who = hasher.hashCharsTo128Bits(articleId + '\0' + visitor);
		long high = who.getMostSignificantBits();
		long low = who.getLeastSignificantBits();
		for (long near = bucket - 1; near <= bucket + 1; near++) {
			long other = this.counted.get(near, high, low);
			if (other != VisitTable.NEVER && Math.abs(other - moment) < this.gap) {
				return false;
			}
		}
		this.counted.put(bucket, high, low, moment);
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
		this.counted.forgetBefore(bucket);
		this.oldestBucket = bucket;
	}

	/**
	 * Writes what was remembered since the last commit.
	 */
	void save() {
		this.counted.save();
	}

}
