package io.broadsheet.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.Brokers;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log as the ledger writes it, in transactions, and as other components read it.
 */
final class TestLog implements AutoCloseable {

	private final String bootstrapServers;

	private final KafkaProducer<byte[], byte[]> producer;

	private final EventCodec codec = new EventCodec("ingest-service");

	TestLog(String bootstrapServers) throws InterruptedException {
		this.bootstrapServers = bootstrapServers;
		try (Brokers brokers = new Brokers(Map.of("bootstrap.servers", bootstrapServers))) {
			brokers.awaitTopics(List.of(Topic.ARTICLES, Topic.ARTICLES_DLT, Topic.ARTICLE_RECEIPTS, Topic.COLLECTIONS,
					Topic.COLLECTIONS_DLT), (short) 1);
		}
		this.producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
						ProducerConfig.TRANSACTIONAL_ID_CONFIG, UUID.randomUUID().toString(),
						ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES),
				new ByteArraySerializer(), new ByteArraySerializer());
		this.producer.initTransactions();
	}

	void tell(Event... events) {
		write(Arrays.stream(events).map(this::record).toList());
	}

	void purge(String id) {
		write(List.of(record(null, bytes(id), null, new RecordHeaders())));
	}

	void deleteCollection(String slug) {
		write(List.of(new ProducerRecord<>(Topic.COLLECTIONS.topicName(), bytes(slug), null)));
	}

	/**
	 * Writes records in one transaction.
	 * @return where they stand, in the same order
	 */
	List<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> records) {
		this.producer.beginTransaction();
		List<Future<RecordMetadata>> sent = records.stream().map(this.producer::send).toList();
		this.producer.commitTransaction();
		return sent.stream().map(TestLog::place).toList();
	}

	/**
	 * Writes events, does something, and takes them back.
	 */
	void tellAndAbort(Runnable meanwhile, Event... events) {
		this.producer.beginTransaction();
		Arrays.stream(events).map(this::record).forEach(this.producer::send);
		this.producer.flush();
		meanwhile.run();
		this.producer.abortTransaction();
	}

	ProducerRecord<byte[], byte[]> record(Event event) {
		ProducerRecord<String, byte[]> record = this.codec.write(event);
		return new ProducerRecord<>(record.topic(), null, bytes(record.key()), record.value(), record.headers());
	}

	ProducerRecord<byte[], byte[]> record(@Nullable Integer partition, byte[] key, byte @Nullable [] value,
			Headers headers) {
		return new ProducerRecord<>(Topic.ARTICLES.topicName(), partition, key, value, headers);
	}

	/**
	 * Everything that stands on a topic now.
	 */
	List<ConsumerRecord<byte[], byte[]>> all(Topic topic) {
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
				.mapToObj((partition) -> new TopicPartition(topic.topicName(), partition))
				.toList();
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			List<ConsumerRecord<byte[], byte[]>> result = new ArrayList<>();
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(200)).forEach(result::add);
			}
			return result;
		}
	}

	List<ConsumerRecord<byte[], byte[]>> all(Topic topic, String key) {
		return all(topic).stream().filter((record) -> Arrays.equals(record.key(), bytes(key))).toList();
	}

	private static RecordMetadata place(Future<RecordMetadata> sent) {
		try {
			return sent.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException("The record is not on the log", ex);
		}
	}

	static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> record) {
		return Arrays.stream(record.headers().toArray())
			.collect(Collectors.toMap((header) -> header.key(), (header) -> header.value()));
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.producer.close(Duration.ZERO);
	}

}
