package io.broadsheet.catalog.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * Which record was put aside, and why. It tells where to look on the log; what the letter
 * holds is not looked at, because the log may know better by now.
 *
 * @param topic the topic that the record stands on
 * @param partition its partition
 * @param offset its offset
 * @param key its key, which is the article's id; null if there is none, or it is no text
 * @param reason why it could not be read
 */
record DeadLetter(String topic, int partition, long offset, @Nullable String key, String reason) {

	/**
	 * Reads a record of a dead-letter topic.
	 * @param record the record
	 * @return the letter, or nothing if the headers don't say where its record stands
	 */
	static Optional<DeadLetter> of(ConsumerRecord<byte[], byte[]> record) {
		byte[] topic = header(record, KafkaHeaders.DLT_ORIGINAL_TOPIC);
		byte[] partition = header(record, KafkaHeaders.DLT_ORIGINAL_PARTITION);
		byte[] offset = header(record, KafkaHeaders.DLT_ORIGINAL_OFFSET);
		if (partition.length != Integer.BYTES || offset.length != Long.BYTES || ByteBuffer.wrap(offset).getLong() < 0) {
			return Optional.empty();
		}
		return Optional
			.of(new DeadLetter(lenient(topic), ByteBuffer.wrap(partition).getInt(), ByteBuffer.wrap(offset).getLong(),
					key(record), lenient(header(record, KafkaHeaders.DLT_EXCEPTION_MESSAGE))));
	}

	/**
	 * The key of a record.
	 * @param record a record
	 * @return its key as text, or null if there is none, or it is no text
	 */
	static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
		byte[] key = record.key();
		if (key == null || key.length == 0) {
			return null;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static byte[] header(ConsumerRecord<byte[], byte[]> record, String name) {
		Header header = record.headers().lastHeader(name);
		return (header != null && header.value() != null) ? header.value() : new byte[0];
	}

	private static String lenient(byte[] text) {
		return new String(text, StandardCharsets.UTF_8);
	}

}
