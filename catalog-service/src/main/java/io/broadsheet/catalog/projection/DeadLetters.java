package io.broadsheet.catalog.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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
public class DeadLetters {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private static final int LONGEST_REASON = 500;

	private final AwaitedProducer producer;

	private final Topic topic;

	private final Consumer<Reason> counter;

	/**
	 * The last record of each partition that the current batch put aside. A batch that is
	 * retried because the database is away must not put its records aside each time.
	 */
	private final Map<TopicPartition, Long> last = new ConcurrentHashMap<>();

	/**
	 * Creates it, for one topic that is read.
	 * @param producer writes the letters
	 * @param topic where to
	 * @param counter is told of each
	 */
	public DeadLetters(AwaitedProducer producer, Topic topic, Consumer<Reason> counter) {
		this.producer = producer;
		this.topic = topic;
		this.counter = counter;
	}

	/**
	 * Puts a record aside, unless this batch has done so before.
	 * @param record the record
	 * @param reason why it can't be read
	 * @throws KafkaException if the brokers don't have it
	 */
	public void put(ConsumerRecord<byte[], byte[]> record, UnreadableRecordException reason) {
		TopicPartition partition = new TopicPartition(record.topic(), record.partition());
		if (this.last.getOrDefault(partition, -1L) >= record.offset()) {
			return;
		}
		send(record, String.valueOf(reason.getMessage()));
		this.last.put(partition, record.offset());
		this.counter.accept(reason.reason());
		logger.atWarn()
			.addKeyValue("topic", record.topic())
			.addKeyValue("partition", record.partition())
			.addKeyValue("offset", record.offset())
			.addKeyValue("reason", reason.reason().tag())
			.log("A record can't be read and was put aside");
	}

	/**
	 * The batch will not be tried again.
	 * @param partitions what it was read from
	 */
	public void settle(Collection<TopicPartition> partitions) {
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

	private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, String reason,
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
		return new ProducerRecord<>(this.topic.topicName(), null, record.key(), value, headers);
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
