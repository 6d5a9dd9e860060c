package io.broadsheet.ingest.ledger.stream;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What stores keep.
 */
class CompressedValuesTests {

	private final Serde<byte[]> serde = CompressedValues.serde();

	@Property(tries = 200)
	void whatIsKeptIsReadAgainAsItWas(@ForAll("documents") byte[] value) {
		assertThat(read(written(value))).isEqualTo(value);
	}

	@Provide
	Arbitrary<byte[]> documents() {
		Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 200_000);
		return lengths.flatMap((length) -> Arbitraries.integers().between(1, 255).map((letters) -> {
			Random random = new Random(length);
			byte[] document = new byte[length];
			for (int i = 0; i < length; i++) {
				document[i] = (byte) random.nextInt(letters);
			}
			if (length > 0) {
				document[0] = '{';
			}
			return document;
		}));
	}

	@Test
	void aLargeTextTakesLessThanItsLength() {
		byte[] text = "{\"body\": \"%s\"}".formatted("A word and another. ".repeat(1_000))
			.getBytes(StandardCharsets.UTF_8);
		assertThat(written(text).length).isLessThan(text.length / 2);
	}

	@Test
	void largeValuesThatWereKeptBeforeTheyWereCompressedAreRead() {
		byte[] text = "{\"body\": \"%s\"}".formatted("A word. ".repeat(10_000)).getBytes(StandardCharsets.UTF_8);
		assertThat(read(text)).isEqualTo(text);
	}

	@Test
	void theAbsenceOfAValueIsKept() {
		assertThat(this.serde.serializer().serialize("store", null)).isNull();
		assertThat(this.serde.deserializer().deserialize("store", (byte[]) null)).isNull();
	}

	@Test
	void damagedValuesAreAnErrorOfTheStoreAndNotOfWhoAsks() {
		byte[] cut = written(new byte[10_000]);
		cut[4]++;
		byte[] endless = written(new byte[10_000]);
		endless[1] = Byte.MAX_VALUE;
		byte[] negative = written(new byte[10_000]);
		negative[1] = -1;
		byte[] garbage = new byte[100];
		new Random(1).nextBytes(garbage);
		garbage[0] = 1;
		garbage[1] = 0;
		for (byte[] damaged : new byte[][] { cut, endless, negative, garbage }) {
			assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read(damaged));
		}
	}

	private byte[] written(byte[] value) {
		return this.serde.serializer().serialize("store", value);
	}

	private byte[] read(byte[] stored) {
		return this.serde.deserializer().deserialize("store", stored);
	}

}
