package io.broadsheet.benchmarks.rankings;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that only reads: the most that a consumer of these records could do.
 */
final class BytesPeer implements AutoCloseable {

	private final KafkaConsumer<byte[], byte[]> consumer;

	BytesPeer(String brokers) {
		this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed",
				"enable.auto.commit", false, "max.poll.records", 5_000), new ByteArrayDeserializer(),
				new ByteArrayDeserializer());
	}

	/** Reads from the starts to the ends. */
	long read(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
		this.consumer.assign(ends.keySet());
		starts.forEach(this.consumer::seek);
		long bytes = 0;
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			ConsumerRecords<byte[], byte[]> records = this.consumer.poll(Duration.ofMillis(100));
			for (var record : records) {
				bytes += record.serializedKeySize() + record.serializedValueSize();
			}
		}
		return bytes;
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
