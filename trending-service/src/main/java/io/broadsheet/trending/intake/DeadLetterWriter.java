package io.broadsheet.trending.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * Turns what could not be read into dead letters, with the headers that Spring Kafka's
 * recoverer would write.
 */
final class DeadLetterWriter extends ContextualProcessor<byte[], Reading.Unreadable, byte[], byte[]> {

	/**
	 * More of a value is cut off: with these headers the whole might be more than a topic
	 * takes, and then nothing behind it would be read any more.
	 */
	static final int LONGEST_VALUE = 3 * 1024 * 1024;

	/** The same of a key, and of what came as headers, which is left out then. */
	static final int LONGEST_KEY = 64 * 1024;

	/** How many bytes the value had, if it was cut. */
	static final String ORIGINAL_SIZE = "broadsheet-original-size";

	@Override
	public void process(Record<byte[], Reading.Unreadable> record) {
		byte[] garbage = record.value().garbage();
		Headers headers = new RecordHeaders(fitting(record.headers()));
		if (garbage.length > LONGEST_VALUE) {
			add(headers, ORIGINAL_SIZE, String.valueOf(garbage.length));
		}
		add(headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE, record.value().reason());
		add(headers, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, context().applicationId());
		context().recordMetadata().ifPresent((origin) -> addOrigin(headers, origin));
		context().forward(new Record<>(cut(record.key(), LONGEST_KEY), cut(garbage, LONGEST_VALUE),
				context().currentSystemTimeMs(), headers));
	}

	private static Headers fitting(Headers headers) {
		int size = 0;
		for (Header header : headers) {
			size += header.key().length() + ((header.value() != null) ? header.value().length : 0);
		}
		return (size <= LONGEST_KEY) ? headers : new RecordHeaders();
	}

	private static byte[] cut(byte[] bytes, int longest) {
		return (bytes != null && bytes.length > longest) ? Arrays.copyOf(bytes, longest) : bytes;
	}

	private static void addOrigin(Headers headers, RecordMetadata origin) {
		add(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC, origin.topic());
		headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION,
				ByteBuffer.allocate(Integer.BYTES).putInt(origin.partition()).array());
		headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(origin.offset()).array());
	}

	private static void add(Headers headers, String name, String value) {
		headers.add(name, value.getBytes(StandardCharsets.UTF_8));
	}

}
