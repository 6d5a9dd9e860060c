package io.broadsheet.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads everything that is committed on a topic by now.
 */
public final class LogReader {

	private final EventCodec codec = new EventCodec("tests");

	private final String brokers;

	public LogReader(String brokers) {
		this.brokers = brokers;
	}

	/** All events. */
	public List<Event> events(Topic topic) {
		return events(topic, (record) -> true);
	}

	/** All events of the subject, which is their key. */
	public List<Event> events(Topic topic, String subject) {
		return events(topic, (record) -> subject.equals(record.key()));
	}

	private List<Event> events(Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
		return records(List.of(topic)).stream()
			.filter((record) -> record.value() != null)
			.filter(wanted)
			.map(this::read)
			.toList();
	}

	/** All records, as they are. */
	public List<ConsumerRecord<String, byte[]>> records(Collection<Topic> topics) {
		List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
		Map<String, Object> properties = Map.of("bootstrap.servers", this.brokers, "isolation.level", "read_committed");
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = topics.stream()
				.flatMap((topic) -> consumer.partitionsFor(topic.topicName()).stream())
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (partitions.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				consumer.poll(Duration.ofMillis(200)).forEach(records::add);
			}
		}
		return records;
	}

	private Event read(ConsumerRecord<String, byte[]> record) {
		try {
			return this.codec.read(record.headers(), record.value()).orElseThrow();
		}
		catch (Exception ex) {
			throw new AssertionError(new String(record.value(), StandardCharsets.UTF_8), ex);
		}
	}

}
