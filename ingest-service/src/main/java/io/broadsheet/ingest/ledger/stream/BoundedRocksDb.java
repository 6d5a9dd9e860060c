package io.broadsheet.ingest.ledger.stream;

import java.util.Map;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Keeps the memory of all of the ledger's RocksDB stores together below one bound, as the
 * <a href=
 * "https://kafka.apache.org/42/streams/developer-guide/memory-mgmt/#rocksdb">Kafka
 * Streams documentation</a> has it. Without it, each partition would have caches of its
 * own. Kafka Streams creates it by reflection.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

	/** The configuration key of the {@link Memory} to share. */
	static final String MEMORY_CONFIG = "broadsheet.ledger.memory";

	private static final long LARGE_VALUE_BYTES = 4096;

	/**
	 * How much of the oldest values a compaction copies, to leave out what is out of
	 * date.
	 */
	private static final double COPIED_BY_A_COMPACTION = 0.01;

	@Override
	public void setConfig(String storeName, Options options, Map<String, Object> configs) {
		if (!(configs.get(MEMORY_CONFIG) instanceof Memory memory)) {
			throw new IllegalStateException(MEMORY_CONFIG + " is not set");
		}
		BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
		table.setBlockCache(memory.cache());
		table.setCacheIndexAndFilterBlocks(true);
		options.setTableFormatConfig(table);
		options.setWriteBufferManager(memory.writeBuffers());
		keepLargeValuesApart(options);
	}

	/**
	 * An article is written once and then seldom, so it is not copied again with each
	 * compaction. See
	 * <a href= "https://github.com/facebook/rocksdb/wiki/BlobDB">RocksDB's BlobDB</a>.
	 */
	private static void keepLargeValuesApart(Options options) {
		options.setEnableBlobFiles(true);
		options.setMinBlobSize(LARGE_VALUE_BYTES);
		options.setEnableBlobGarbageCollection(true);
		options.setBlobGarbageCollectionAgeCutoff(COPIED_BY_A_COMPACTION);
	}

	@Override
	public void close(String storeName, Options options) {
		// the memory is shared by all stores, and stays
	}

	/**
	 * Memory outside the heap that all stores share.
	 *
	 * @param cache of what was read, and of what is still to be written
	 * @param writeBuffers of what is still to be written, a part of the cache
	 */
	record Memory(Cache cache, WriteBufferManager writeBuffers) {

		static Memory of(long bytes) {
			RocksDB.loadLibrary();
			Cache cache = new LRUCache(bytes);
			return new Memory(cache, new WriteBufferManager(bytes / 2, cache));
		}

	}

}
