package io.broadsheet.catalog.projection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends records and returns when the brokers have them.
 */
public class AwaitedProducer {

	/** A little longer than the producer's own delivery time-out. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final KafkaTemplate<byte[], byte[]> kafka;

	AwaitedProducer(KafkaTemplate<byte[], byte[]> kafka) {
		this.kafka = kafka;
	}

	/**
	 * Sends a record.
	 * @param record what to send
	 * @throws KafkaException if the brokers don't have it
	 */
	public void send(ProducerRecord<byte[], byte[]> record) {
		send(List.of(record));
	}

	/**
	 * Sends records.
	 * @param records what to send
	 * @throws KafkaException if the brokers don't have all of them
	 */
	public void send(List<ProducerRecord<byte[], byte[]>> records) {
		CompletableFuture<?>[] sent = records.stream().map(this.kafka::send).toArray(CompletableFuture<?>[]::new);
		this.kafka.flush();
		try {
			CompletableFuture.allOf(sent).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KafkaException("Interrupted while sending", ex);
		}
		catch (ExecutionException ex) {
			throw rootOf(ex);
		}
		catch (TimeoutException ex) {
			throw new KafkaException("The brokers don't acknowledge", ex);
		}
	}

	private static KafkaException rootOf(Throwable thrown) {
		Throwable root = thrown;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return (root instanceof KafkaException kafka) ? kafka : new KafkaException("Sending failed", root);
	}

}
