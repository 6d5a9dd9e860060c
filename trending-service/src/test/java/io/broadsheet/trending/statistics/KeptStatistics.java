package io.broadsheet.trending.statistics;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

import io.broadsheet.trending.stores.InMemoryStores;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store of statistics without brokers, and what a commit would write of it.
 */
final class KeptStatistics {

	/** What a record of a changelog has beside its key and value, at the most. */
	private static final int RECORD = 12;

	private final KeyValueStore<String, byte[]> store = InMemoryStores
		.store(StoredStatistics.STORE, Serdes.String(), Serdes.ByteArray())
		.withLoggingDisabled()
		.build();

	private final Map<String, Integer> uncommitted = new HashMap<>();

	KeptStatistics() {
		MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
		this.store.init(context.getStateStoreContext(), this.store);
	}

	@SuppressWarnings("unchecked")
	KeyValueStore<String, byte[]> store() {
		return (KeyValueStore<String, byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { KeyValueStore.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("put")) {
						this.uncommitted.put((String) arguments[0], ((byte[]) arguments[1]).length);
					}
					if (method.getName().equals("delete")) {
						this.uncommitted.put((String) arguments[0], 0);
					}
					try {
						return method.invoke(this.store, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	/**
	 * Commits, and tells how many bytes the changelog gets, before they are compressed.
	 */
	long commit() {
		long bytes = this.uncommitted.entrySet()
			.stream()
			.mapToLong((entry) -> RECORD + entry.getKey().length() + entry.getValue())
			.sum();
		this.uncommitted.clear();
		return bytes;
	}

	/** How many bytes the keys and values have together. */
	long bytes() {
		long bytes = 0;
		try (KeyValueIterator<String, byte[]> all = this.store.all()) {
			while (all.hasNext()) {
				var entry = all.next();
				bytes += entry.key.length() + entry.value.length;
			}
		}
		return bytes;
	}

	long entries() {
		return this.store.approximateNumEntries();
	}

}
