package io.broadsheet.catalog.rebuild;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * All partitions of the log from their beginning, for one reader outside of the group.
 */
class WholeLog implements AutoCloseable {

	private static final Duration WAIT = Duration.ofMillis(500);

	private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Topic.PARTITIONS)
		.mapToObj((partition) -> new TopicPartition(Topic.ARTICLES.topicName(), partition))
		.toList();

	private final Consumer<byte[], byte[]> consumer;

	WholeLog(ConsumerFactory<byte[], byte[]> consumers, int recordsAtOnce) {
		Properties overrides = new Properties();
		overrides.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(recordsAtOnce));
		this.consumer = consumers.createConsumer(null, "rebuild", null, overrides);
		this.consumer.assign(PARTITIONS);
		this.consumer.seekToBeginning(PARTITIONS);
	}

	ConsumerRecords<byte[], byte[]> read() {
		return this.consumer.poll(WAIT);
	}

	/**
	 * Where the log ends now.
	 * @return the next offset of each partition, without those of open transactions
	 */
	Map<TopicPartition, Long> ends() {
		return this.consumer.endOffsets(PARTITIONS);
	}

	/**
	 * Where reading goes on.
	 * @return the next offset of each partition
	 */
	Map<TopicPartition, Long> next() {
		Map<TopicPartition, Long> result = new HashMap<>();
		PARTITIONS.forEach((partition) -> result.put(partition, this.consumer.position(partition)));
		return result;
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
