package io.broadsheet.benchmarks.rankings;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import io.broadsheet.events.EventCodec;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.events.Topic;
import io.broadsheet.events.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads some of the lists that the service tells, as soon as they are committed.
 */
final class Rankings implements AutoCloseable {

	private final EventCodec codec = new EventCodec("benchmark");

	private final KafkaConsumer<String, byte[]> consumer;

	private final String prefix;

	private final Map<String, RankingChanged> lists = new ConcurrentHashMap<>();

	/**
	 * Begins at the end.
	 * @param brokers where the brokers are
	 * @param prefix how the ids of the lists begin that matter; others are not looked
	 * into
	 */
	Rankings(String brokers, String prefix) {
		this.prefix = prefix;
		this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed",
				"enable.auto.commit", false, "fetch.max.wait.ms", 50), new StringDeserializer(),
				new ByteArrayDeserializer());
		this.consumer.assign(IntStream.range(0, Topic.PARTITIONS)
			.mapToObj((partition) -> new TopicPartition(Topic.RANKINGS.topicName(), partition))
			.toList());
		this.consumer.seekToEnd(this.consumer.assignment());
		this.consumer.assignment().forEach(this.consumer::position);
	}

	/** Waits until a list has so many articles with at least so many views each. */
	void await(String listId, int articles, long views) {
		while (!has(listId, articles, views)) {
			read((list, ranking) -> {
			});
		}
	}

	/** Reads what has come, if anything has. */
	void read(BiConsumer<String, RankingChanged> listener) {
		for (ConsumerRecord<String, byte[]> record : this.consumer.poll(Duration.ofMillis(20))) {
			if (record.key().startsWith(this.prefix)) {
				RankingChanged ranking = ranking(record);
				this.lists.put(record.key(), ranking);
				listener.accept(record.key(), ranking);
			}
		}
	}

	private boolean has(String listId, int articles, long views) {
		RankingChanged list = this.lists.get(listId);
		return list != null && list.items().stream().filter((item) -> item.views() >= views).count() >= articles;
	}

	private RankingChanged ranking(ConsumerRecord<String, byte[]> record) {
		try {
			return (RankingChanged) this.codec.read(record.headers(), record.value()).orElseThrow();
		}
		catch (UnreadableEventException ex) {
			throw new IllegalStateException(record.key() + " can't be read", ex);
		}
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
