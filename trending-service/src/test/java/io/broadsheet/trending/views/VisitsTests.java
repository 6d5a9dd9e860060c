package io.broadsheet.trending.views;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which visits count, held against a memory that keeps all of them and looks through all.
 */
class VisitsTests {

	private static final Duration GAP = Duration.ofMinutes(30);

	private static final Duration KEPT = Duration.ofHours(3);

	private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	private final VisitStore store = store();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void exactlyThoseCountThatAreFarEnoughFromAllThatWereCounted(long seed) {
		Visits visits = new Visits(this.store, GAP);
		Random random = new Random(seed);
		List<Visit> counted = new ArrayList<>();
		for (int i = 0; i < 3000; i++) {
			Instant now = START.plusSeconds(i * 10L);
			visits.forgetBefore(now.minus(KEPT));
			Visit visit = randomVisit(random, now);
			boolean isNew = counted.stream().noneMatch(visit::isNear);
			assertThat(visits.isNew(visit.article, visit.visitor, visit.at)).as("%s", visit).isEqualTo(isNew);
			if (isNew) {
				counted.add(visit);
			}
		}
		assertThat(counted).hasSizeGreaterThan(20).hasSizeLessThan(2500);
		assertThat(this.store.size()).isLessThan(counted.size());
	}

	/** Half-minute steps, so that the exact gap is met often. */
	private static Visit randomVisit(Random random, Instant now) {
		Instant at = now.minusSeconds(random.nextInt((int) (KEPT.toSeconds() / 30) + 1) * 30L);
		return new Visit("a" + random.nextInt(2), "v" + random.nextInt(8), at);
	}

	private static VisitStore store() {
		VisitTable table = new VisitTable();
		return new VisitStore(table, new VisitBlocks("visits", table));
	}

	private record Visit(String article, String visitor, Instant at) {

		boolean isNear(Visit other) {
			return this.article.equals(other.article) && this.visitor.equals(other.visitor)
					&& Duration.between(this.at, other.at).abs().compareTo(GAP) < 0;
		}

	}

}
