package io.broadsheet.ingest.ledger.stream;

import java.util.Set;

import io.broadsheet.events.EventJson;
import io.broadsheet.ingest.ledger.LedgerFixtures;
import io.broadsheet.ingest.ledger.answer.LedgerUnavailableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What editors are told when the ledger holds what it can't read.
 */
class LedgerReaderTests {

	private static final HostInfo SELF = new HostInfo("localhost", 8081);

	private static final int PARTITION = 3;

	private static final byte[] COMPRESSED = { 0x1f, (byte) 0x8b, 8, 0 };

	private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();

	private final KafkaStreams streams = mock();

	private final KeyValueStore<String, byte[]> entries = store(LedgerStores.ENTRIES);

	private final KeyValueStore<String, byte[]> revisions = store(LedgerStores.REVISIONS);

	private final LedgerReader reader = new LedgerReader(this.streams, SELF);

	@BeforeEach
	void decideHere() {
		given(this.streams.queryMetadataForKey(any(), any(), (Serializer<Object>) any()))
			.willReturn(new KeyQueryMetadata(SELF, Set.of(), PARTITION));
	}

	@Test
	void anEntryThatCantBeReadIsNoFaultOfTheQuestion() {
		this.entries.put(LedgerFixtures.ARTICLE, COMPRESSED);
		assertThatExceptionOfType(LedgerUnavailableException.class)
			.isThrownBy(() -> this.reader.entry(LedgerFixtures.ARTICLE))
			.withCauseInstanceOf(SerializationException.class);
	}

	@Test
	void aRevisionThatCantBeReadIsNoFaultOfTheQuestionEither() {
		this.entries.put(LedgerFixtures.ARTICLE,
				EventJson.mapper()
					.writeValueAsBytes(
							LedgerFixtures.entryAfter(LedgerFixtures.publish("One"), LedgerFixtures.revise(1, "Two"))));
		String key = LedgerStores.RevisionKey.of(LedgerFixtures.ARTICLE, 1);
		this.revisions.put(key, COMPRESSED);
		assertThatExceptionOfType(LedgerUnavailableException.class)
			.isThrownBy(() -> this.reader.revisions(LedgerFixtures.ARTICLE, Long.MAX_VALUE, 10))
			.withCauseInstanceOf(SerializationException.class)
			.havingCause()
			.withMessageContaining(key);
	}

	private KeyValueStore<String, byte[]> store(String name) {
		KeyValueStore<String, byte[]> store = Stores
			.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
			.withLoggingDisabled()
			.build();
		store.init(this.context.getStateStoreContext(), store);
		given(this.streams.store(argThat((StoreQueryParameters<Object> asked) -> asked != null
				&& asked.storeName().equals(name) && asked.partition() == PARTITION)))
			.willReturn(store);
		return store;
	}

}
