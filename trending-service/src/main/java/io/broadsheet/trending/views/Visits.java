package io.broadsheet.trending.views;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The visits that were counted. Time is cut into buckets as long as the gap between two
 * counted visits, so that each holds at most one of a visitor and article, and only the
 * buckets before, at and after a visit can hold one that is too near.
 */
final class Visits {

	/** Of 128 bits: two visitors are never taken for one. */
	private static final Hasher128 hasher = Hashing.murmur3_128();

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
	 * Describes the store.
	 * @param name its name, also that of its changelog
	 * @param kept how long a visit may be asked about
	 * @return what creates it
	 */
	static StoreBuilder<KeyValueStore<Bytes, Long>> store(String name, Duration kept) {
		return Stores.keyValueStoreBuilder(new Supplier(name), Serdes.Bytes(), Serdes.Long())
			.withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete",
					TopicConfig.RETENTION_MS_CONFIG, String.valueOf(kept.toMillis()),
					TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name));
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
		this.counted.delete(VisitTable.before(bucket));
		this.oldestBucket = bucket;
	}

	private static Bytes key(long bucket, HashValue128 who) {
		return VisitTable.key(bucket, who.getMostSignificantBits(), who.getLeastSignificantBits());
	}

	private record Supplier(String name) implements KeyValueBytesStoreSupplier {

		@Override
		public KeyValueStore<Bytes, byte[]> get() {
			return new VisitTable(this.name);
		}

		@Override
		public String metricsScope() {
			return "visits";
		}

	}

}
