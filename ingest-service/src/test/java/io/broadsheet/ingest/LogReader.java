package io.broadsheet.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads everything that is committed on a topic by now.
 */
public final class LogReader {

	/** Topics on which articles stand before readers may see them. */
	private static final Set<String> INTERNAL = Set.of(Topic.ARTICLE_COMMANDS.topicName(),
			Topic.ARTICLE_OUTCOMES.topicName(), Topic.ARTICLE_COMMANDS_DLT.topicName());

	/** The ledger's own, as internal as these. */
	private static final String LEDGER = "ingest-service-ledger-";

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

	/** All records of topics, as they are. */
	public List<ConsumerRecord<String, byte[]>> records(Collection<Topic> topics) {
		return records((name) -> topics.stream().anyMatch((topic) -> topic.topicName().equals(name)));
	}

	/**
	 * All records that others than the newsroom may read, and that have a text somewhere.
	 */
	List<ConsumerRecord<String, byte[]>> tracesOf(String text) {
		return records((name) -> !INTERNAL.contains(name) && !name.startsWith(LEDGER) && !name.startsWith("__"))
			.stream()
			.filter((record) -> text(record).contains(text))
			.toList();
	}

	private List<ConsumerRecord<String, byte[]>> records(Predicate<String> topics) {
		List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
		Map<String, Object> properties = Map.of("bootstrap.servers", this.brokers, "isolation.level", "read_committed");
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.listTopics()
				.values()
				.stream()
				.flatMap(List::stream)
				.filter((info) -> topics.test(info.topic()))
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

	private static String text(ConsumerRecord<String, byte[]> record) {
		StringBuilder text = new StringBuilder(String.valueOf(record.key()));
		Stream
			.concat(Stream.ofNullable(record.value()),
					StreamSupport.stream(record.headers().spliterator(), false).map(Header::value))
			.forEach((bytes) -> text.append('\n').append(new String(bytes, StandardCharsets.UTF_8)));
		return text.toString();
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
