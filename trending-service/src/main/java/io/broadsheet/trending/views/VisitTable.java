package io.broadsheet.trending.views;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The store under {@link Visits}: hash tables of numbers, one for each bucket of time, as
 * visits outnumber everything else, and as entries of a sorted map they take five times
 * the room and the time. A key is a bucket and a hash of 16 bytes, a value a moment, all
 * big-endian. Deleting a bucket without a hash forgets all buckets before it, with one
 * record on the changelog.
 */
final class VisitTable implements KeyValueStore<Bytes, byte[]> {

	private static final int KEY = 3 * Long.BYTES;

	private final String name;

	private final TreeMap<Long, Bucket> buckets = new TreeMap<>();

	private boolean open;

	VisitTable(String name) {
		this.name = name;
	}

	static Bytes key(long bucket, long high, long low) {
		return Bytes.wrap(ByteBuffer.allocate(KEY).putLong(bucket).putLong(high).putLong(low).array());
	}

	static Bytes before(long bucket) {
		return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(bucket).array());
	}

	@Override
	public void init(StateStoreContext context, StateStore root) {
		this.buckets.clear();
		this.open = true;
		context.register(root, (key, value) -> put(Bytes.wrap(key), value));
	}

	@Override
	public void put(Bytes key, byte @Nullable [] value) {
		ByteBuffer parts = ByteBuffer.wrap(key.get());
		long bucket = parts.getLong();
		if (value == null) {
			this.buckets.headMap(bucket).clear();
		}
		else {
			this.buckets.computeIfAbsent(bucket, (number) -> new Bucket())
				.put(parts.getLong(), parts.getLong(), ByteBuffer.wrap(value).getLong());
		}
	}

	@Override
	public byte @Nullable [] get(Bytes key) {
		ByteBuffer parts = ByteBuffer.wrap(key.get());
		@Nullable Bucket bucket = this.buckets.get(parts.getLong());
		long moment = (bucket != null) ? bucket.get(parts.getLong(), parts.getLong()) : Bucket.NEVER;
		return (moment != Bucket.NEVER) ? bytes(moment) : null;
	}

	@Override
	public byte @Nullable [] delete(Bytes key) {
		put(key, null);
		return null;
	}

	@Override
	public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
		byte @Nullable [] before = get(key);
		if (before == null) {
			put(key, value);
		}
		return before;
	}

	@Override
	public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
		entries.forEach((entry) -> put(entry.key, entry.value));
	}

	@Override
	public KeyValueIterator<Bytes, byte[]> all() {
		List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
		this.buckets.forEach((number, bucket) -> bucket
			.forEach((high, low, moment) -> entries.add(KeyValue.pair(key(number, high, low), bytes(moment)))));
		return new Entries(entries);
	}

	@Override
	public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
		throw new UnsupportedOperationException("Visits are not sorted");
	}

	@Override
	public long approximateNumEntries() {
		return this.buckets.values().stream().mapToLong((bucket) -> bucket.size).sum();
	}

	@Override
	public Position getPosition() {
		return Position.emptyPosition();
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this.buckets.clear();
		this.open = false;
	}

	@Override
	public boolean persistent() {
		return false;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	private static byte[] bytes(long moment) {
		return ByteBuffer.allocate(Long.BYTES).putLong(moment).array();
	}

	/** Three numbers for each visit; what collides stands in the next free place. */
	private static final class Bucket {

		static final long NEVER = Long.MIN_VALUE;

		private static final int WIDTH = 3;

		private long[] slots = empty(16);

		private int size;

		private static long[] empty(int capacity) {
			long[] slots = new long[WIDTH * capacity];
			for (int i = WIDTH - 1; i < slots.length; i += WIDTH) {
				slots[i] = NEVER;
			}
			return slots;
		}

		long get(long high, long low) {
			return this.slots[place(high, low) + 2];
		}

		void put(long high, long low, long moment) {
			int place = place(high, low);
			this.size += (this.slots[place + 2] == NEVER) ? 1 : 0;
			this.slots[place] = high;
			this.slots[place + 1] = low;
			this.slots[place + 2] = moment;
			if (2 * this.size > this.slots.length / WIDTH) {
				grow();
			}
		}

		private int place(long high, long low) {
			int capacity = this.slots.length / WIDTH;
			int place = WIDTH * (int) (low & (capacity - 1));
			while (this.slots[place + 2] != NEVER && (this.slots[place] != high || this.slots[place + 1] != low)) {
				place = (place + WIDTH) % this.slots.length;
			}
			return place;
		}

		private void grow() {
			long[] before = this.slots;
			this.slots = empty(2 * before.length / WIDTH);
			this.size = 0;
			for (int i = 0; i < before.length; i += WIDTH) {
				if (before[i + 2] != NEVER) {
					put(before[i], before[i + 1], before[i + 2]);
				}
			}
		}

		void forEach(Visitor visitor) {
			for (int i = 0; i < this.slots.length; i += WIDTH) {
				if (this.slots[i + 2] != NEVER) {
					visitor.take(this.slots[i], this.slots[i + 1], this.slots[i + 2]);
				}
			}
		}

	}

	/** Takes a visit. */
	private interface Visitor {

		void take(long high, long low, long moment);

	}

	/** Entries that were copied. */
	private static final class Entries implements KeyValueIterator<Bytes, byte[]> {

		private final List<KeyValue<Bytes, byte[]>> entries;

		private int next;

		Entries(List<KeyValue<Bytes, byte[]>> entries) {
			this.entries = entries;
		}

		@Override
		public boolean hasNext() {
			return this.next < this.entries.size();
		}

		@Override
		public KeyValue<Bytes, byte[]> next() {
			return this.entries.get(this.next++);
		}

		@Override
		public Bytes peekNextKey() {
			return this.entries.get(this.next).key;
		}

		@Override
		public void close() {
		}

	}

}
