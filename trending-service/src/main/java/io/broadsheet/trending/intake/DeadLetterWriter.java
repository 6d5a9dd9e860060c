package io.broadsheet.trending.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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

	@Override
	public void process(Record<byte[], Reading.Unreadable> record) {
		Headers headers = new RecordHeaders(record.headers());
		add(headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE, record.value().reason());
		add(headers, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, context().applicationId());
		context().recordMetadata().ifPresent((origin) -> addOrigin(headers, origin));
		context().forward(new Record<>(record.key(), record.value().garbage(), record.timestamp(), headers));
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
