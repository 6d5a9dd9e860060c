package io.broadsheet.trending.stores;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.EventJson;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Stores that live in memory and are restored from their changelog.
 */
public final class InMemoryStores {

	private static final JsonMapper json = EventJson.mapper()
		.rebuild()
		.addModule(new SimpleModule().addSerializer(ArticleCard.class, new CardSerializer()))
		.build();

	private InMemoryStores() {
	}

	/**
	 * Describes a store.
	 * @param <K> the type of its keys
	 * @param <V> the type of its values
	 * @param name its name, also that of its changelog
	 * @param keys how keys are written
	 * @param values how values are written
	 * @return what creates it
	 */
	public static <K, V> StoreBuilder<KeyValueStore<K, V>> store(String name, Serde<K> keys, Serde<V> values) {
		return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values);
	}

	/**
	 * How values are written and read: as events are, and fast with lists of cards.
	 * @return the mapper
	 */
	public static JsonMapper json() {
		return json;
	}

	/**
	 * Values as JSON.
	 * @param <T> the type of the values
	 * @param type the type of the values
	 * @return how they are written
	 */
	public static <T> Serde<T> json(Class<T> type) {
		return Serdes.serdeFrom((topic, value) -> (value != null) ? json.writeValueAsBytes(value) : null,
				(topic, bytes) -> (bytes != null) ? json.readValue(bytes, type) : null);
	}

}
