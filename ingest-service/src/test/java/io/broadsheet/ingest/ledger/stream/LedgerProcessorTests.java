package io.broadsheet.ingest.ledger.stream;

import io.broadsheet.events.EventJson;
import io.broadsheet.ingest.ledger.LedgerFixtures;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What the ledger does when its store can't be read.
 */
class LedgerProcessorTests {

	private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();

	private final LedgerProcessor processor = new LedgerProcessor(LedgerFixtures.LEDGER);

	@BeforeEach
	@SuppressWarnings("unchecked")
	void loseTheStore() {
		KeyValueStore<String, byte[]> entries = mock(KeyValueStore.class);
		given(entries.name()).willReturn(LedgerStores.ENTRIES);
		given(entries.get(any())).willThrow(new InvalidStateStoreException("it has moved"));
		this.context.addStateStore(entries);
		this.processor.init(this.context);
	}

	@Test
	void aCommandThatMeetsALostStoreIsLeftToKafkaStreamsAndNoDeadLetter() {
		byte[] command = EventJson.mapper().writeValueAsBytes(LedgerFixtures.publish("One"));
		assertThatExceptionOfType(InvalidStateStoreException.class)
			.isThrownBy(() -> this.processor.process(new Record<>(LedgerFixtures.ARTICLE, command, 0)));
		assertThat(this.context.forwarded()).isEmpty();
	}

}
