package io.broadsheet.ingest.ledger.stream;

import java.util.List;

import io.broadsheet.events.Topic;
import io.broadsheet.ingest.ledger.Ledger;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How commands flow through the ledger: from their topic through one processor and its
 * stores into events and answers. A node that writes to a topic is named for it.
 */
final class LedgerTopology {

	private static final String PROCESSOR = "decide";

	private LedgerTopology() {
	}

	static Topology of(Ledger ledger) {
		String commands = Topic.ARTICLE_COMMANDS.topicName();
		Topology topology = new Topology()
			.addSource(commands, Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), commands)
			.addProcessor(PROCESSOR, () -> new LedgerProcessor(ledger), commands)
			.addStateStore(store(Stores.persistentKeyValueStore(LedgerStores.ENTRIES)), PROCESSOR)
			.addStateStore(store(Stores.persistentKeyValueStore(LedgerStores.REVISIONS)), PROCESSOR)
			.addStateStore(store(Stores.inMemoryKeyValueStore(LedgerStores.SCHEDULE)), PROCESSOR);
		for (Topic sink : List.of(Topic.ARTICLES, Topic.ARTICLE_OUTCOMES, Topic.ARTICLE_COMMANDS_DLT)) {
			topology.addSink(sink.topicName(), sink.topicName(), Serdes.String().serializer(),
					Serdes.ByteArray().serializer(), PROCESSOR);
		}
		return topology;
	}

	private static StoreBuilder<KeyValueStore<String, byte[]>> store(KeyValueBytesStoreSupplier supplier) {
		return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray());
	}

}
