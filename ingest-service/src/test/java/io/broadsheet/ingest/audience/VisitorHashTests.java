package io.broadsheet.ingest.audience;

import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is the same visitor.
 */
class VisitorHashTests {

	/** Just before four in the morning. */
	private static final Instant LATE = Instant.parse("2026-03-02T03:59:59.999+07:00");

	private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

	private final VisitorHash hash = new VisitorHash(new byte[] { 1 }, ZONE);

	@ParameterizedTest
	@ValueSource(strings = { "2026-03-01T04:00:00+07:00", "2026-03-01T07:00:00+07:00", "2026-03-02T00:00:00+07:00" })
	void aReaderIsTheSameVisitorFromFourInTheMorningToFourInTheMorning(Instant moment) {
		assertThat(this.hash.ofDay("reader", moment)).isEqualTo(this.hash.ofDay("reader", LATE));
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
		VisitorHash other = new VisitorHash(new byte[] { 2 }, ZONE);
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
