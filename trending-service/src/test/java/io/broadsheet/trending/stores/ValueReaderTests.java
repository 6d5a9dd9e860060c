package io.broadsheet.trending.stores;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Binary values come back as they were, or not at all.
 */
class ValueReaderTests {

	private static final byte FORMAT = 7;

	@Test
	void whatWasWrittenIsRead() {
		byte[] bytes = written();
		ValueReader reader = new ValueReader("A value", FORMAT, bytes);
		assertThat(reader.text()).isEqualTo("Hà Nội");
		assertThat(reader.number()).isEqualTo(Long.MIN_VALUE);
		assertThat(reader.exact()).isEqualTo(0.1);
		assertThat(reader.list(reader::text)).isEqualTo(List.of("a", "x".repeat(1_000)));
		assertThat(reader.isAtEnd()).isTrue();
	}

	@Test
	void whatEndsTooEarlyIsAnError() {
		byte[] bytes = written();
		for (int length = 0; length < bytes.length; length++) {
			byte[] cut = Arrays.copyOf(bytes, length);
			assertThatExceptionOfType(SerializationException.class).as("%d bytes", length)
				.isThrownBy(() -> read(cut))
				.withMessageContaining("A value can't be read");
		}
	}

	@Test
	void garbageIsAnErrorAndNeverALargeValue() {
		Random random = new Random(1);
		for (int i = 0; i < 10_000; i++) {
			byte[] garbage = new byte[1 + random.nextInt(40)];
			random.nextBytes(garbage);
			garbage[0] = FORMAT;
			try {
				read(garbage);
			}
			catch (SerializationException ex) {
				assertThat(ex).hasMessageContaining("A value can't be read");
			}
		}
	}

	@Test
	void anotherFormatIsAnError() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> new ValueReader("A value", (byte) '{', written()))
			.withMessageContaining("another format");
	}

	private static byte[] written() {
		return new ValueWriter(FORMAT).text("Hà Nội")
			.number(Long.MIN_VALUE)
			.exact(0.1)
			.number(2)
			.text("a")
			.text("x".repeat(1_000))
			.toBytes();
	}

	private static void read(byte[] bytes) {
		ValueReader reader = new ValueReader("A value", FORMAT, bytes);
		reader.text();
		reader.number();
		reader.exact();
		reader.list(reader::text);
	}

}
