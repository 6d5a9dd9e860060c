package io.broadsheet.ingest.audience;

import java.time.Instant;
import java.util.stream.IntStream;

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
		assertThat(this.hash.ofDay("reader", Instant.parse("2026-03-01T00:00:00Z")))
			.isEqualTo(this.hash.ofDay("reader", LATE));
	}

	@Test
	void aReaderIsAnotherVisitorTheNextDay() {
		assertThat(this.hash.ofDay("reader", LATE.plusMillis(1))).isNotEqualTo(this.hash.ofDay("reader", LATE));
	}

	@Test
	void twoReadersAreTwoVisitors() {
		assertThat(this.hash.ofDay("reader", LATE)).isNotEqualTo(this.hash.ofDay("another", LATE));
		assertThat(this.hash.ofArticle("reader", "a")).isNotEqualTo(this.hash.ofArticle("another", "a"));
	}

	@Test
	void aReaderCannotBeFollowedFromArticleToArticleNorFromReactionsToViews() {
		assertThat(this.hash.ofArticle("reader", "a")).isNotEqualTo(this.hash.ofArticle("reader", "b"))
			.isNotEqualTo(this.hash.ofDay("reader", LATE));
	}

	@Test
	void anArticleWhoseIdIsADayIsNotTheDay() {
		assertThat(this.hash.ofArticle("reader", "2026-03-01")).isNotEqualTo(this.hash.ofDay("reader", LATE));
	}

	@Test
	void withoutTheSecretNobodyCanTell() {
		VisitorHash other = new VisitorHash(new byte[] { 2 });
		assertThat(other.ofDay("reader", LATE)).isNotEqualTo(this.hash.ofDay("reader", LATE));
		assertThat(other.ofArticle("reader", "a")).isNotEqualTo(this.hash.ofArticle("reader", "a"));
	}

	/** Calculated with Python's hmac. */
	@Test
	void itIsHalfAnHmacUnderTheHmacOfTheScope() {
		assertThat(this.hash.ofDay("reader", LATE)).isEqualTo("zvmp_4I8ZLCtRAa0kbf-Tg");
		assertThat(this.hash.ofArticle("reader", "a")).isEqualTo("SgPpOiDg9xi9CBiSq10ASg");
	}

	@Test
	void manyAtOnceDoNotDisturbEachOther() {
		assertThat(IntStream.range(0, 20_000)
			.parallel()
			.mapToObj((each) -> this.hash.ofArticle("reader " + each % 10, "article " + each % 1000))
			.distinct()
			.count()).isEqualTo(1000);
	}

}
