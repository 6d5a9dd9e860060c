package io.broadsheet.trending.stores;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Describes a store that is not one of Kafka Streams' own.
 *
 * @param <T> the type of the store
 * @param name its name, also that of its changelog
 * @param changelog the settings of its changelog; null if it has none
 * @param supplier creates it, for each task anew
 */
public record OwnStore<T extends StateStore>(String name, @Nullable Map<String, String> changelog,
		Supplier<T> supplier) implements StoreBuilder<T> {

	@Override
	public T build() {
		return this.supplier.get();
	}

	@Override
	public Map<String, String> logConfig() {
		return (this.changelog != null) ? this.changelog : Map.of();
	}

	@Override
	public boolean loggingEnabled() {
		return this.changelog != null;
	}

	@Override
	public StoreBuilder<T> withLoggingEnabled(Map<String, String> config) {
		return new OwnStore<>(this.name, config, this.supplier);
	}

	@Override
	public StoreBuilder<T> withLoggingDisabled() {
		return new OwnStore<>(this.name, null, this.supplier);
	}

	@Override
	public StoreBuilder<T> withCachingEnabled() {
		throw new UnsupportedOperationException("The store " + this.name + " knows itself when to write");
	}

	@Override
	public StoreBuilder<T> withCachingDisabled() {
		return this;
	}

}
