package io.broadsheet.catalog.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How records of a dead-letter topic are read, whoever wrote them.
 */
class DeadLetterTests {

	private static final byte[] KEY = text("a");

	@Test
	void aLetterTellsWhereItsRecordStandsAndWhy() {
		assertThat(DeadLetter.of(record(KEY, headers(number(3), number(42L)))))
			.contains(new DeadLetter("articles", 3, 42, "a", "garbage"));
	}

	@Test
	void theServicesOwnHeadersCountAndNotThoseThatTheRecordHad() {
		Headers headers = new RecordHeaders().add("kafka_dlt-original-offset", number(7L));
		headers(number(3), number(42L)).forEach(headers::add);
		assertThat(DeadLetter.of(record(KEY, headers))).map(DeadLetter::offset).contains(42L);
	}

	@Test
	void aKeyThatIsNoTextIsNone() {
		Headers headers = headers(number(3), number(42L));
		for (byte[] key : new byte[][] { null, {}, { (byte) 0xff, 0 }, { (byte) 0xc3 } }) {
			assertThat(DeadLetter.of(record(key, headers)).orElseThrow().key()).isNull();
		}
	}

	@Test
	void whatDoesNotSayWhereItStoodIsNoLetter() {
		assertThat(DeadLetter.of(record(KEY, new RecordHeaders()))).isEmpty();
		assertThat(DeadLetter.of(record(KEY, headers(number(3), number(3))))).isEmpty();
		assertThat(DeadLetter.of(record(KEY, headers(number(3L), number(42L))))).isEmpty();
		assertThat(DeadLetter.of(record(KEY, headers(number(3), number(-1L))))).isEmpty();
		assertThat(DeadLetter.of(record(KEY, headers(null, null)))).isEmpty();
	}

	private static Headers headers(byte[] partition, byte[] offset) {
		return new RecordHeaders().add("kafka_dlt-original-topic", text("articles"))
			.add("kafka_dlt-original-partition", partition)
			.add("kafka_dlt-original-offset", offset)
			.add("kafka_dlt-exception-message", text("garbage"));
	}

	private static ConsumerRecord<byte[], byte[]> record(byte[] key, Headers headers) {
		return new ConsumerRecord<>("articles-dlt", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, key, null, headers,
				Optional.empty());
	}

	private static byte[] number(int number) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
	}

	private static byte[] number(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
