package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import io.broadsheet.events.Event;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.events.Topic;
import io.broadsheet.events.UnreadableEventException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The brokers, as the rest of the newspaper sees them: it writes what happens, sees how
 * far the trending service has counted it for good, and reads the rankings.
 */
final class Log implements AutoCloseable {

	private static final String GROUP = "trending-service";

	private final EventCodec codec = new EventCodec("tests");

	private final KafkaProducer<String, byte[]> producer;

	private final KafkaConsumer<String, byte[]> consumer;

	private final Admin admin;

	private final Map<TopicPartition, Long> ends = new HashMap<>();

	private final Map<String, RankingChanged> rankings = new TreeMap<>();

	Log(String brokers) {
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", brokers), new StringSerializer(),
				new ByteArraySerializer());
		this.consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed", "auto.offset.reset",
						"earliest", "enable.auto.commit", false),
				new StringDeserializer(), new ByteArrayDeserializer());
		this.admin = Admin.create(Map.of("bootstrap.servers", brokers));
		this.consumer.assign(IntStream.range(0, Topic.PARTITIONS)
			.mapToObj((partition) -> new TopicPartition(Topic.RANKINGS.topicName(), partition))
			.toList());
	}

	void write(List<Happening> happenings) {
		for (Happening happening : happenings) {
			Event event = happening.event();
			ProducerRecord<String, byte[]> record = (event != null) ? this.codec.write(event)
					: new ProducerRecord<>(Topic.ARTICLES.topicName(), happening.articleId(), null);
			this.producer.send(record, (written, failure) -> {
				if (failure == null) {
					this.ends.put(new TopicPartition(written.topic(), written.partition()), written.offset() + 1);
				}
			});
		}
		this.producer.flush();
	}

	/** How much was written that is not counted for good yet. */
	long ahead() {
		try {
			Map<TopicPartition, OffsetAndMetadata> committed = this.admin.listConsumerGroupOffsets(GROUP)
				.partitionsToOffsetAndMetadata()
				.get();
			return this.ends.entrySet().stream().mapToLong((end) -> end.getValue() - committed(committed, end)).sum();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new AssertionError("The brokers do not say how far the service is", ex);
		}
	}

	private static long committed(Map<TopicPartition, OffsetAndMetadata> committed,
			Map.Entry<TopicPartition, Long> end) {
		OffsetAndMetadata offset = committed.get(end.getKey());
		return (offset != null) ? offset.offset() : 0;
	}

	/** All lists that are not empty, by their ids. */
	Map<String, RankingChanged> rankings() {
		for (Instant end = Instant.now().plusMillis(500); Instant.now().isBefore(end);) {
			this.consumer.poll(Duration.ofMillis(100)).forEach(this::read);
		}
		Map<String, RankingChanged> filled = new TreeMap<>(this.rankings);
		filled.values().removeIf((list) -> list.items().isEmpty());
		return filled;
	}

	private void read(ConsumerRecord<String, byte[]> record) {
		try {
			this.rankings.put(record.key(),
					(RankingChanged) this.codec.read(record.headers(), record.value()).orElseThrow());
		}
		catch (UnreadableEventException ex) {
			throw new AssertionError("Not a ranking", ex);
		}
	}

	@Override
	public void close() {
		this.producer.close();
		this.consumer.close();
		this.admin.close();
	}

}
