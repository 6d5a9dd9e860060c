package io.broadsheet.ingest.ledger.stream;

import java.nio.charset.StandardCharsets;

import io.broadsheet.ingest.ledger.LedgerEntry;
import io.broadsheet.ingest.ledger.LedgerFixtures;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the ledger's stores give back.
 */
class LedgerStoresTests {

	private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();

	private final KeyValueStore<String, byte[]> entries = Stores
		.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(LedgerStores.ENTRIES), Serdes.String(), Serdes.ByteArray())
		.withLoggingDisabled()
		.build();

	private LedgerStores stores;

	@BeforeEach
	void open() {
		this.entries.init(this.context.getStateStoreContext(), this.entries);
		this.stores = new LedgerStores(this.context, LedgerJson.mapper());
	}

	@Test
	void anEntryIsReadAsItWasKept() {
		LedgerEntry entry = LedgerFixtures.entryAfter(LedgerFixtures.publish("One"));
		this.stores.note(entry);
		assertThat(this.stores.entry(LedgerFixtures.ARTICLE)).isEqualTo(entry);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\u001f\u008b compressed", "{\"articleId\":\"cut o", "[]", "{}" })
	void anEntryThatIsNoneIsAFailureOfTheStoreThatNamesTheArticleAndTheWayOut(String stored) {
		this.entries.put(LedgerFixtures.ARTICLE, stored.getBytes(StandardCharsets.ISO_8859_1));
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.stores.entry(LedgerFixtures.ARTICLE))
			.withMessageContaining(LedgerFixtures.ARTICLE)
			.withMessageContaining("another version wrote it")
			.withMessageContaining("run that version");
	}

}
