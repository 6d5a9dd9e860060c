package io.broadsheet.benchmarks.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The echo as a process of its own; articles are written straight to Kafka, and their
 * committed echo is awaited.
 */
final class EchoPeer implements Peer {

	private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

	private final KafkaProducer<String, byte[]> producer;

	private final Thread reader;

	private volatile boolean closed;

	private final Child process;

	EchoPeer(String brokers, Path home, Echo.Kind kind) throws IOException {
		this.process = Child.ofOwn(Echo.class, brokers, home.resolve("echo").toString(), kind.name());
		this.process.awaitReady();
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", brokers, "acks", "all", "compression.type",
				"lz4", "linger.ms", 0, "batch.size", kind.clientBatchBytes), new StringSerializer(),
				new ByteArraySerializer());
		KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed"), new StringDeserializer(),
				new ByteArrayDeserializer());
		List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
			.mapToObj((partition) -> new TopicPartition(Echo.OUT, partition))
			.toList();
		consumer.assign(partitions);
		consumer.seekToEnd(partitions);
		partitions.forEach(consumer::position);
		this.reader = new Thread(() -> read(consumer), "echoes");
		this.reader.start();
	}

	@Override
	public CompletableFuture<?> publish(String key, String draft) {
		CompletableFuture<Void> echo = new CompletableFuture<>();
		this.waiting.put(key, echo);
		this.producer.send(new ProducerRecord<>(Echo.IN, key, draft.getBytes(StandardCharsets.UTF_8)),
				(sent, failure) -> {
					if (failure != null) {
						echo.completeExceptionally(failure);
					}
				});
		return echo;
	}

	private void read(KafkaConsumer<String, byte[]> consumer) {
		try (consumer) {
			while (!this.closed) {
				consumer.poll(Duration.ofMillis(100)).forEach((record) -> {
					CompletableFuture<Void> echo = this.waiting.remove(record.key());
					if (echo != null) {
						echo.complete(null);
					}
				});
			}
		}
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public void close() throws Exception {
		this.closed = true;
		this.reader.join();
		this.producer.close();
		this.process.close();
	}

}
