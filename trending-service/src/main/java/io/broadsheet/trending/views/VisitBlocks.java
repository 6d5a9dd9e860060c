package io.broadsheet.trending.views;

import java.nio.ByteBuffer;
import java.util.List;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka Streams writes to the changelog and reads back. Blocks that are written are
 * in the table already; nobody reads them here.
 */
class VisitBlocks implements KeyValueStore<Bytes, byte[]> {

	private final String name;

	private final VisitTable table;

	private boolean open;

	VisitBlocks(String name, VisitTable table) {
		this.name = name;
		this.table = table;
	}

	@Override
	public void init(StateStoreContext context, StateStore root) {
		this.table.clear();
		this.open = true;
		context.register(root, this::restore);
	}

	void restore(byte[] key, byte @Nullable [] visits) {
		long bucket = ByteBuffer.wrap(key).getLong();
		if (visits == null) {
			this.table.forgetBefore(bucket);
			return;
		}
		if (visits.length % VisitStore.VISIT != 0) {
			throw new SerializationException("A block of visits in the changelog of " + this.name
					+ " has another format: reset the state of this application");
		}
		ByteBuffer block = ByteBuffer.wrap(visits);
		while (block.hasRemaining()) {
			this.table.put(bucket, block.getLong(), block.getLong(), block.getLong());
		}
	}

	@Override
	public void put(Bytes key, byte[] visits) {
	}

	@Override
	public byte @Nullable [] delete(Bytes bucket) {
		this.table.forgetBefore(ByteBuffer.wrap(bucket.get()).getLong());
		return null;
	}

	@Override
	public byte[] putIfAbsent(Bytes key, byte[] visits) {
		throw onlyWritten();
	}

	@Override
	public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
		throw onlyWritten();
	}

	@Override
	public byte[] get(Bytes key) {
		throw onlyWritten();
	}

	@Override
	public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
		throw onlyWritten();
	}

	@Override
	public KeyValueIterator<Bytes, byte[]> all() {
		throw onlyWritten();
	}

	private static UnsupportedOperationException onlyWritten() {
		return new UnsupportedOperationException("Blocks of visits are only written");
	}

	@Override
	public Position getPosition() {
		return Position.emptyPosition();
	}

	@Override
	public long approximateNumEntries() {
		return this.table.size();
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
		this.table.clear();
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

}
