package io.broadsheet.catalog.projection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.broadsheet.events.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How records that can't be read are put aside.
 */
class DeadLettersTests {

	private final Brokers producer = new Brokers();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final DeadLetters letters = new DeadLetters(this.producer.awaited(), Topic.ARTICLES_DLT,
			new ProjectionMetrics(this.meters)::deadLettered);

	@Test
	void aRecordIsPutAsideOnceHoweverOftenItsBatchIsTried() {
		put(3, 10);
		put(3, 11);
		put(3, 10);
		put(3, 11);
		put(4, 10);
		assertThat(this.producer.history()).hasSize(3);
		assertThat(this.meters.counter("broadsheet.catalog.projection.dead.lettered", "reason", "malformed").count())
			.isEqualTo(3);
	}

	@Test
	void aRecordThatIsReadAgainLaterIsPutAsideAgain() {
		put(3, 10);
		this.letters.settle(List.of(new TopicPartition("articles", 3)));
		put(3, 10);
		assertThat(this.producer.history()).hasSize(2);
	}

	@Test
	void aRecordIsNotPutAsideUntilTheBrokersHaveIt() {
		this.producer.sendException = new NetworkException("away");
		assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> put(3, 10));
		this.producer.sendException = null;
		put(3, 10);
		assertThat(this.producer.history()).hasSize(1);
	}

	@Test
	void aRecordThatIsTooLargeWithItsReasonLosesItsValueAndDoesNotBlock() {
		Brokers small = new Brokers() {
			@Override
			public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
				this.sendException = (record.value() != null) ? new RecordTooLargeException("too large") : null;
				return super.send(record, callback);
			}
		};
		DeadLetters narrow = new DeadLetters(small.awaited(), Topic.ARTICLES_DLT,
				new ProjectionMetrics(this.meters)::deadLettered);
		narrow.put(record(3, 10), new UnreadableRecordException(Reason.MALFORMED, "garbage", null));
		assertThat(small.history()).singleElement().satisfies((letter) -> {
			assertThat(letter.value()).isNull();
			assertThat(new String(letter.headers().lastHeader("kafka_dlt-exception-message").value()))
				.contains("too large", "garbage");
		});
	}

	private void put(int partition, long offset) {
		this.letters.put(record(partition, offset), new UnreadableRecordException(Reason.MALFORMED, "garbage", null));
	}

	private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
		return new ConsumerRecord<>("articles", partition, offset, 0, TimestampType.CREATE_TIME, 0, 0, new byte[] { 1 },
				new byte[] { 2 }, new RecordHeaders(), Optional.empty());
	}

	/**
	 * Brokers that take everything, and that no template closes.
	 */
	static class Brokers extends MockProducer<byte[], byte[]> {

		Brokers() {
			super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
		}

		AwaitedProducer awaited() {
			return new AwaitedProducer(new KafkaTemplate<>(new MockProducerFactory<>(() -> this)));
		}

		@Override
		public void close(Duration timeout) {
		}

	}

}
