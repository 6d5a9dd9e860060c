package io.broadsheet.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what stands on a topic now.
 *
 * @param brokers host and port of the brokers
 */
public record TopicReader(String brokers) {

	/**
	 * All records of a key that are committed by now.
	 * @param topic a topic that exists
	 * @param key the key
	 * @return the records, the oldest first
	 */
	public List<ConsumerRecord<String, byte[]>> records(Topic topic, String key) {
		List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
		Map<String, Object> properties = Map.of("bootstrap.servers", this.brokers, "isolation.level", "read_committed");
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName())
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (partitions.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				consumer.poll(Duration.ofMillis(200)).forEach((record) -> {
					if (key.equals(record.key())) {
						records.add(record);
					}
				});
			}
		}
		return records;
	}

}
