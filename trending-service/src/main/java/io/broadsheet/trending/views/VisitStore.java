package io.broadsheet.trending.views;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.broadsheet.trending.stores.OwnStore;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Remembers visits in a {@link VisitTable}, and writes them to a changelog many at a
 * time, since each record of its own would cost more than the visit itself. A record is a
 * block of visits of one bucket: hash and moment of each, 24 bytes; its key is the bucket
 * and the hash of the first one, which stands in no other block until the bucket is
 * forgotten. A record with a bucket for its key and no value forgets all buckets before
 * it. All numbers are big-endian.
 */
public final class VisitStore implements StateStore {

	static final int VISIT = 3 * Long.BYTES;

	private static final int MOST_IN_BLOCK = 1024;

	private final VisitTable table;

	private final Map<Long, ByteBuffer> unsaved = new HashMap<>();

	private final KeyValueStore<Bytes, byte[]> changelog;

	/**
	 * Creates the store.
	 * @param table remembers the visits
	 * @param changelog takes blocks of them
	 */
	VisitStore(VisitTable table, KeyValueStore<Bytes, byte[]> changelog) {
		this.table = table;
		this.changelog = changelog;
	}

	/**
	 * Describes the store.
	 * @param name its name, also that of its changelog
	 * @param kept how long a visit may be asked about
	 * @return what creates it
	 */
	static StoreBuilder<VisitStore> store(String name, Duration kept) {
		return new OwnStore<>(name,
				Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete", TopicConfig.RETENTION_MS_CONFIG,
						String.valueOf(kept.toMillis()), TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
						TimestampType.LOG_APPEND_TIME.name),
				() -> logged(name));
	}

	private static VisitStore logged(String name) {
		VisitTable table = new VisitTable();
		return new VisitStore(table,
				Stores.keyValueStoreBuilder(new Supplier(name, table), Serdes.Bytes(), Serdes.ByteArray()).build());
	}

	/**
	 * Looks a visit up.
	 * @param bucket the number of its bucket
	 * @param high half of the hash of article and visitor
	 * @param low the other half
	 * @return its moment, or {@link VisitTable#NEVER}
	 */
	long get(long bucket, long high, long low) {
		return this.table.get(bucket, high, low);
	}

	/**
	 * Remembers a visit that was not there.
	 * @param bucket the number of its bucket
	 * @param high half of the hash of article and visitor
	 * @param low the other half
	 * @param moment when it was, in milliseconds since 1970
	 */
	void put(long bucket, long high, long low, long moment) {
		this.table.put(bucket, high, low, moment);
		ByteBuffer block = this.unsaved.computeIfAbsent(bucket, (any) -> ByteBuffer.allocate(MOST_IN_BLOCK * VISIT));
		block.putLong(high).putLong(low).putLong(moment);
		if (!block.hasRemaining()) {
			save(bucket, block);
		}
	}

	void forgetBefore(long bucket) {
		this.unsaved.keySet().removeIf((number) -> number < bucket);
		this.changelog.delete(Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(bucket).array()));
	}

	/** To be called before each commit. */
	void save() {
		this.unsaved.forEach(this::save);
		this.unsaved.clear();
	}

	private void save(long bucket, ByteBuffer block) {
		if (block.position() > 0) {
			byte[] visits = new byte[block.flip().limit()];
			block.get(visits).clear();
			ByteBuffer key = ByteBuffer.allocate(VISIT).putLong(bucket).put(visits, 0, 2 * Long.BYTES);
			this.changelog.put(Bytes.wrap(key.array()), visits);
		}
	}

	/**
	 * How many visits are remembered.
	 * @return their number
	 */
	public long size() {
		return this.table.size();
	}

	@Override
	public String name() {
		return this.changelog.name();
	}

	@Override
	public void init(StateStoreContext context, StateStore root) {
		this.unsaved.clear();
		this.changelog.init(context, root);
	}

	@Override
	public void flush() {
		this.changelog.flush();
	}

	@Override
	public void close() {
		this.changelog.close();
	}

	@Override
	public boolean persistent() {
		return this.changelog.persistent();
	}

	@Override
	public boolean isOpen() {
		return this.changelog.isOpen();
	}

	/** Gives Kafka Streams the store that it writes the changelog for. */
	private record Supplier(String name, VisitTable table) implements KeyValueBytesStoreSupplier {

		@Override
		public KeyValueStore<Bytes, byte[]> get() {
			return new VisitBlocks(this.name, this.table);
		}

		@Override
		public String metricsScope() {
			return "visits";
		}

	}

}
