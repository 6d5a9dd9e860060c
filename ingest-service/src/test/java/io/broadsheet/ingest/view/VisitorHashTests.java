package io.broadsheet.ingest.view;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is the same visitor.
 */
class VisitorHashTests {

	private static final Instant LATE = Instant.parse("2026-03-01T23:59:59.999Z");

	private final VisitorHash hash = new VisitorHash(new byte[] { 1 });

	@Test
	void aReaderIsTheSameVisitorAllDay() {
		assertThat(this.hash.of("reader", Instant.parse("2026-03-01T00:00:00Z")))
			.isEqualTo(this.hash.of("reader", LATE));
	}

	@Test
	void aReaderIsAnotherVisitorTheNextDay() {
		assertThat(this.hash.of("reader", LATE.plusMillis(1))).isNotEqualTo(this.hash.of("reader", LATE));
	}

	@Test
	void twoReadersAreTwoVisitors() {
		assertThat(this.hash.of("reader", LATE)).isNotEqualTo(this.hash.of("another", LATE));
	}

	@Test
	void withoutTheSecretNobodyCanTell() {
		assertThat(new VisitorHash(new byte[] { 2 }).of("reader", LATE)).isNotEqualTo(this.hash.of("reader", LATE));
	}

}
