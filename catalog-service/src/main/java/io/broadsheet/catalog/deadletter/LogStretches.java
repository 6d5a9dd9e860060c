package io.broadsheet.catalog.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads stretches of topics, outside of any consumer group.
 */
class LogStretches implements AutoCloseable {

	private static final Duration WAIT = Duration.ofMillis(100);

	private final Consumer<byte[], byte[]> consumer;

	LogStretches(ConsumerFactory<byte[], byte[]> consumers) {
		Properties overrides = new Properties();
		overrides.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
		this.consumer = consumers.createConsumer(null, "resubmission", null, overrides);
	}

	/**
	 * The partitions of a topic.
	 * @param topic its name
	 * @return the partitions, none if the topic is not there
	 */
	List<TopicPartition> partitions(String topic) {
		return this.consumer.partitionsFor(topic)
			.stream()
			.map((partition) -> new TopicPartition(topic, partition.partition()))
			.toList();
	}

	/**
	 * Where a partition ends now.
	 * @param partition the partition
	 * @return the offset of its next record
	 */
	long end(TopicPartition partition) {
		this.consumer.assign(Set.of(partition));
		return Objects.requireNonNull(this.consumer.endOffsets(Set.of(partition)).get(partition));
	}

	/**
	 * Reads a stretch.
	 * @param partition the partition
	 * @param from the first offset; what is no longer there is left out
	 * @param to the first offset after it
	 * @param reader gets each record, in order
	 */
	void read(TopicPartition partition, long from, long to,
			java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
		this.consumer.assign(Set.of(partition));
		this.consumer.seek(partition, from);
		while (this.consumer.position(partition) < to) {
			this.consumer.poll(WAIT).forEach((record) -> {
				if (record.offset() < to) {
					reader.accept(record);
				}
			});
		}
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
