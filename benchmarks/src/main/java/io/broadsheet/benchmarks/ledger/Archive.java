package io.broadsheet.benchmarks.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Many articles in the ledger within a short time: one is published over HTTP, and the
 * command that the service made of it is written again for each of the others. The ledger
 * decides about all of them, many in one transaction.
 */
final class Archive {

	/** The consumer group of the ledger. */
	static final String GROUP = "ingest-service-ledger";

	private static final String COMMANDS = Topic.ARTICLE_COMMANDS.topicName();

	private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Topic.PARTITIONS)
		.mapToObj((partition) -> new TopicPartition(COMMANDS, partition))
		.toList();

	private final String brokers;

	private final Admin admin;

	Archive(String brokers, Admin admin) {
		this.brokers = brokers;
		this.admin = admin;
	}

	/**
	 * Fills the ledger, and waits until it has decided; one article of each partition.
	 */
	Map<Integer, String> fill(IngestPeer ingest, Load load, int articles) throws Exception {
		String key = UUID.randomUUID().toString();
		String id = ingest.id(ingest.publish(key, load.draft()).get());
		String command = command(id);
		Map<Integer, String> samples = new HashMap<>();
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", this.brokers, "compression.type", "lz4"), new StringSerializer(),
				new StringSerializer())) {
			for (int article = 1; article < articles; article++) {
				String another = UUID.randomUUID().toString();
				producer.send(new ProducerRecord<>(COMMANDS, another, command.replace(id, another)));
				samples.putIfAbsent(partition(another), another);
			}
		}
		awaitDecisions();
		return samples;
	}

	private String command(String articleId) {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", this.brokers, "auto.offset.reset", "earliest"), new StringDeserializer(),
				new StringDeserializer())) {
			consumer.assign(PARTITIONS);
			consumer.seekToBeginning(PARTITIONS);
			while (true) {
				for (ConsumerRecord<String, String> command : consumer.poll(Duration.ofSeconds(1))) {
					if (command.key().equals(articleId)) {
						return command.value();
					}
				}
			}
		}
	}

	private void awaitDecisions() throws Exception {
		Map<TopicPartition, Long> ends = this.admin
			.listOffsets(
					PARTITIONS.stream().collect(Collectors.toMap(Function.identity(), (each) -> OffsetSpec.latest())))
			.all()
			.get()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (end) -> offset(end.getValue())));
		while (!decided().equals(ends)) {
			TimeUnit.MILLISECONDS.sleep(200);
		}
	}

	private static long offset(ListOffsetsResult.ListOffsetsResultInfo end) {
		return end.offset();
	}

	private Map<TopicPartition, Long> decided() throws Exception {
		return this.admin.listConsumerGroupOffsets(GROUP)
			.partitionsToOffsetAndMetadata()
			.get()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (committed) -> committed.getValue().offset()));
	}

	private static int partition(String id) {
		return BuiltInPartitioner.partitionForKey(id.getBytes(StandardCharsets.UTF_8), Topic.PARTITIONS);
	}

}
