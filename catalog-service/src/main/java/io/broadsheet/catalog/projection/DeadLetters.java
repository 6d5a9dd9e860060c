package io.broadsheet.catalog.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * Puts records that can't be read aside, as they are, with where they stood and why.
 */
class DeadLetters {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private static final int LONGEST_REASON = 500;

	private final AwaitedProducer producer;

	private final ProjectionMetrics metrics;

	/**
	 * The last record of each partition that the current batch put aside. A batch that is
	 * retried because the database is away must not put its records aside each time.
	 */
	private final Map<TopicPartition, Long> last = new ConcurrentHashMap<>();

	DeadLetters(AwaitedProducer producer, ProjectionMetrics metrics) {
		this.producer = producer;
		this.metrics = metrics;
	}

	void put(ConsumerRecord<byte[], byte[]> record, UnreadableRecordException reason) {
		TopicPartition partition = new TopicPartition(record.topic(), record.partition());
		if (this.last.getOrDefault(partition, -1L) >= record.offset()) {
			return;
		}
		send(record, String.valueOf(reason.getMessage()));
		this.last.put(partition, record.offset());
		this.metrics.deadLettered(reason.reason());
		logger.atWarn()
			.addKeyValue("partition", record.partition())
			.addKeyValue("offset", record.offset())
			.addKeyValue("reason", reason.reason().tag())
			.log("A record can't be read and was put aside");
	}

	/**
	 * The batch will not be tried again.
	 * @param partitions what it was read from
	 */
	void settle(Collection<TopicPartition> partitions) {
		this.last.keySet().removeAll(partitions);
	}

	private void send(ConsumerRecord<byte[], byte[]> record, String reason) {
		try {
			this.producer.send(letter(record, reason, record.value()));
		}
		catch (RecordTooLargeException ex) {
			this.producer.send(letter(record, "Without its value, which is too large: " + reason, null));
		}
	}

	private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, String reason,
			byte @Nullable [] value) {
		Headers headers = new RecordHeaders(record.headers().toArray());
		headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, text(record.topic()));
		headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION,
				ByteBuffer.allocate(Integer.BYTES).putInt(record.partition()).array());
		headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(record.offset()).array());
		headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
				ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).array());
		headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE,
				text(reason.substring(0, Math.min(reason.length(), LONGEST_REASON))));
		return new ProducerRecord<>(Topic.ARTICLES_DLT.topicName(), null, record.key(), value, headers);
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
