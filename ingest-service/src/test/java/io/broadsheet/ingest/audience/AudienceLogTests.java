package io.broadsheet.ingest.audience;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.broadsheet.events.ArticleViewed;
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
 * When what readers do counts as written.
 */
class AudienceLogTests {

	private static final ArticleViewed VIEW = new ArticleViewed("a", "v", OffsetDateTime.parse("2026-03-01T12:00:00Z"),
			null);

	private final MockProducer<String, byte[]> producer = new MockProducer<>(false, null, new StringSerializer(),
			new ByteArraySerializer());

	private final AudienceLog log = new AudienceLog(
			new KafkaTemplate<>(new MockProducerFactory<>(() -> this.producer)));

	@Test
	void viewsAreAcknowledgedWhenTheBrokersHaveAllOfThemAndNotBefore() {
		CompletableFuture<Void> answer = this.log.write(List.of(VIEW, VIEW)).toFuture();
		await().until(() -> this.producer.history().size() == 2);
		this.producer.completeNext();
		assertThat(answer).isNotDone();
		this.producer.completeNext();
		assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void aRefusalOfOneIsAnErrorForAll() {
		CompletableFuture<Void> answer = this.log.write(List.of(VIEW, VIEW)).toFuture();
		await().until(() -> this.producer.history().size() == 2);
		this.producer.completeNext();
		this.producer.errorNext(new KafkaException("not enough replicas"));
		assertThat(answer).failsWithin(Duration.ofSeconds(10));
	}

	@Test
	void nothingIsWrittenAtOnce() {
		assertThat(this.log.write(List.of()).toFuture()).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void whenOneCannotBeSentTheOthersAreNotTried() {
		this.producer.sendException = new KafkaException("no metadata");
		assertThat(this.log.write(Collections.nCopies(500, VIEW)).toFuture()).failsWithin(Duration.ofSeconds(10));
		assertThat(this.producer.history()).isEmpty();
	}

	@Test
	void brokersThatSayNothingAreAnErrorBeforeFiveSecondsAreOver() {
		StepVerifier.withVirtualTime(() -> this.log.write(List.of(VIEW)))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(4500))
			.thenAwait(Duration.ofMillis(499))
			.verifyError(KafkaException.class);
	}

}
