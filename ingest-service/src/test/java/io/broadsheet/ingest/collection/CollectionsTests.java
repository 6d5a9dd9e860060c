package io.broadsheet.ingest.collection;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.broadsheet.events.CollectionChanged;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * When a collection counts as written.
 */
class CollectionsTests {

	private static final CollectionChanged TET = new CollectionChanged("tet", "Tết", null, null, null, null, List.of(),
			"tet", OffsetDateTime.parse("2026-02-10T09:00:00+07:00"));

	private final MockProducer<String, byte[]> producer = new MockProducer<>(false, null, new StringSerializer(),
			new ByteArraySerializer());

	private final Collections collections = new Collections(
			new KafkaTemplate<>(new MockProducerFactory<>(() -> this.producer)));

	@Test
	void aChangeIsAcknowledgedWhenTheBrokersHaveItAndNotBefore() {
		CompletableFuture<CollectionChanged> answer = this.collections.put(TET).toFuture();
		await().until(() -> this.producer.history().size() == 1);
		assertThat(answer).isNotDone();
		this.producer.completeNext();
		assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(TET);
	}

	@Test
	void aDeletionIsARecordWithoutValueUnderTheSameKey() {
		CompletableFuture<Void> answer = this.collections.delete("tet").toFuture();
		await().until(() -> this.producer.history().size() == 1);
		assertThat(answer).isNotDone();
		this.producer.completeNext();
		assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.producer.history().get(0).key()).isEqualTo("tet");
		assertThat(this.producer.history().get(0).value()).isNull();
	}

	@Test
	void aRefusalOfTheBrokersIsAnError() {
		CompletableFuture<CollectionChanged> answer = this.collections.put(TET).toFuture();
		await().until(() -> this.producer.history().size() == 1);
		this.producer.errorNext(new KafkaException("not enough replicas"));
		assertThat(answer).failsWithin(Duration.ofSeconds(10));
	}

	@Test
	void brokersThatSayNothingForFiveSecondsAreAnError() {
		StepVerifier.withVirtualTime(() -> this.collections.put(TET))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(4999))
			.thenAwait(Duration.ofMillis(1))
			.verifyError(KafkaException.class);
	}

}
