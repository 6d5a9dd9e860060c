package io.broadsheet.trending.trend;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Forward decay, held against the sum of what each event is worth.
 */
class TrendTests {

	private static final Duration HALF_LIFE = Duration.ofHours(2);

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	@Test
	void anEventIsWorthHalfAsMuchAfterEachHalfLife() {
		Trend trend = new Trend(HALF_LIFE);
		trend.add(8, NOON);
		assertThat(worth(trend, NOON)).isCloseTo(8, within(1e-6));
		assertThat(worth(trend, NOON.plus(HALF_LIFE))).isCloseTo(4, within(1e-6));
		assertThat(worth(trend, NOON.plus(HALF_LIFE.multipliedBy(2)))).isCloseTo(2, within(1e-6));
	}

	@Property(tries = 300)
	void theScoreIsTheSumOfWhatEachEventIsWorthInWhateverOrderTheyCome(
			@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 50 * 365 * 24 * 60) Integer> minutes,
			@ForAll long seed) {
		Random random = new Random(seed);
		List<Integer> shuffled = new ArrayList<>(minutes);
		Collections.shuffle(shuffled, random);
		Trend trend = new Trend(HALF_LIFE);
		minutes.forEach((minute) -> trend.add(4, minute(minute)));
		Trend other = new Trend(HALF_LIFE);
		shuffled.forEach((minute) -> other.add(4, minute(minute)));
		int last = Collections.max(minutes);
		double expected = minutes.stream().mapToDouble((minute) -> 4 * Math.pow(2, (minute - last) / 120.0)).sum();
		assertThat(worth(trend, minute(last))).isCloseTo(expected, within(expected * 1e-8));
		assertThat(other.score()).isCloseTo(trend.score(), within(1e-9));
	}

	@Property(tries = 300)
	void whatIsTakenBackLeavesTheSumOfTheRestOrSaysThatItCannot(
			@ForAll @Size(min = 1, max = 30) List<@IntRange(max = 30 * 24 * 60) Integer> kept,
			@ForAll @IntRange(max = 30 * 24 * 60) int takenBack) {
		Trend trend = new Trend(HALF_LIFE);
		Trend rest = new Trend(HALF_LIFE);
		kept.forEach((minute) -> trend.add(1, minute(minute)));
		kept.forEach((minute) -> rest.add(1, minute(minute)));
		trend.add(4, minute(takenBack));
		boolean sure = trend.takeBack(4, minute(takenBack));
		int last = Collections.max(kept);
		if (sure) {
			assertThat(trend.score()).isCloseTo(rest.score(), within(1e-6));
		}
		assertThat(sure).as("%d after %d", takenBack, last).isEqualTo(takenBack - last < 30 * 60 || sure);
	}

	@Property(tries = 300)
	void twoSumsMakeOne(@ForAll @Size(max = 20) List<@IntRange(max = 365 * 24 * 60) Integer> ones,
			@ForAll @Size(max = 20) List<@IntRange(max = 365 * 24 * 60) Integer> others) {
		Trend one = new Trend(HALF_LIFE);
		ones.forEach((minute) -> one.add(1, minute(minute)));
		Trend other = new Trend(HALF_LIFE);
		others.forEach((minute) -> other.add(4, minute(minute)));
		Trend both = new Trend(HALF_LIFE);
		ones.forEach((minute) -> both.add(1, minute(minute)));
		others.forEach((minute) -> both.add(4, minute(minute)));
		if (ones.isEmpty() && others.isEmpty()) {
			assertThat(one.plus(other).score()).isEqualTo(Double.NEGATIVE_INFINITY);
		}
		else {
			assertThat(one.plus(other).score()).isCloseTo(both.score(), within(1e-9));
		}
	}

	@Test
	void theOrderOfArticlesDoesNotChangeByTimeAloneInAHundredYears() {
		Trend old = new Trend(HALF_LIFE);
		Trend brandNew = new Trend(HALF_LIFE);
		for (int hour = 0; hour < 100 * 365 * 24; hour += 12) {
			old.add(1, minute(60 * hour));
		}
		Instant end = minute(100 * 365 * 24 * 60);
		brandNew.add(1, end);
		brandNew.add(1, end);
		assertThat(Double.isFinite(old.score())).isTrue();
		assertThat(brandNew.score()).isGreaterThan(old.score());
		assertThat(worth(brandNew, end)).isCloseTo(2, within(1e-6));
	}

	@Test
	void aSumIsReadBackAsItWasWrittenAlsoWithAnotherHalfLife() {
		Trend trend = new Trend(HALF_LIFE);
		trend.add(3, NOON);
		ByteBuffer buffer = ByteBuffer.allocate(Trend.BYTES);
		trend.write(buffer);
		buffer.flip();
		assertThat(Trend.read(buffer, HALF_LIFE).score()).isEqualTo(trend.score());
		buffer.rewind();
		Trend slower = Trend.read(buffer, Duration.ofHours(4));
		assertThat(Trend.valueAt(slower.score(), NOON, Duration.ofHours(4))).isCloseTo(3, within(1e-6));
	}

	private static double worth(Trend trend, Instant moment) {
		return Trend.valueAt(trend.score(), moment, HALF_LIFE);
	}

	private static Instant minute(int minute) {
		return NOON.plus(Duration.ofMinutes(minute));
	}

}
