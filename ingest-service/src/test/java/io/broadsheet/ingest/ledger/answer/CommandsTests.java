package io.broadsheet.ingest.ledger.answer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.broadsheet.ingest.ledger.LedgerFixtures;
import io.broadsheet.ingest.ledger.Outcome;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaProducerException;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What an editor's request is told when its command can't be handed over.
 */
class CommandsTests {

	@SuppressWarnings("unchecked")
	private final KafkaOperations<String, byte[]> kafka = mock(KafkaOperations.class);

	private final Commands commands = new Commands(this.kafka, Duration.ofSeconds(5));

	@Test
	void aCommandThatNoTopicCanTakeIsNotWorthRepeating() {
		StepVerifier.create(submitWith(new RecordTooLargeException("4 MiB")))
			.verifyError(RecordTooLargeException.class);
	}

	@Test
	void aCommandThatTheBrokersDoNotTakeNowMayBeRepeated() {
		StepVerifier.create(submitWith(new TimeoutException("nobody there")))
			.verifyError(LedgerUnavailableException.class);
	}

	@Test
	void aCommandThatNobodyAnswersMayBeRepeated() {
		given(this.kafka.send(any(String.class), any(), any())).willReturn(new CompletableFuture<>());
		StepVerifier.withVirtualTime(() -> this.commands.submit(LedgerFixtures.publish("One")))
			.thenAwait(Duration.ofSeconds(5))
			.verifyError(LedgerUnavailableException.class);
	}

	private Mono<Outcome> submitWith(RuntimeException failure) {
		given(this.kafka.send(any(String.class), any(), any())).willReturn(CompletableFuture
			.failedFuture(new KafkaProducerException(new ProducerRecord<>("t", "k"), "Failed to send", failure)));
		return this.commands.submit(LedgerFixtures.publish("One"));
	}

}
