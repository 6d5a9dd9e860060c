package io.broadsheet.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every topic that somebody else than the newsroom may read.
 */
final class PublicLog {

	/** Topics on which articles stand before readers may see them. */
	private static final Set<String> INTERNAL = Set.of(Topic.ARTICLE_COMMANDS.topicName(),
			Topic.ARTICLE_OUTCOMES.topicName(), Topic.ARTICLE_COMMANDS_DLT.topicName());

	private static final List<String> DECLARED = Arrays.stream(Topic.values())
		.map(Topic::topicName)
		.filter(PublicLog::isPublic)
		.toList();

	private final String brokers;

	PublicLog(String brokers) {
		this.brokers = brokers;
	}

	/**
	 * Looks for a text in the keys, values and headers of all records.
	 * @param text what must not be there, or must
	 * @return the topics that have it, and how often
	 */
	Map<String, Integer> find(String text) {
		Map<String, Integer> found = new HashMap<>();
		Map<String, Object> properties = Map.of("bootstrap.servers", this.brokers);
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.listTopics()
				.values()
				.stream()
				.flatMap(List::stream)
				.filter((info) -> isPublic(info.topic()))
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			assertThat(partitions).extracting(TopicPartition::topic).containsAll(DECLARED);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (partitions.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				consumer.poll(Duration.ofMillis(200)).forEach((record) -> {
					if (text(record).contains(text)) {
						found.merge(record.topic(), 1, Integer::sum);
					}
				});
			}
		}
		return found;
	}

	/** The ledger's own changelogs are as internal as its topics. */
	private static boolean isPublic(String topic) {
		return !INTERNAL.contains(topic) && !topic.startsWith("ingest-service-ledger-") && !topic.startsWith("__");
	}

	private static String text(ConsumerRecord<byte[], byte[]> record) {
		StringBuilder all = new StringBuilder(text(record.key())).append(text(record.value()));
		record.headers().forEach((header) -> all.append(header.key()).append(text(header.value())));
		return all.toString();
	}

	private static String text(byte[] bytes) {
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "";
	}

}
