package io.broadsheet.trending.views;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.broadsheet.events.broker.Brokers.Progress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long what nobody counted has been waiting.
 */
class ConsumerLagTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final TopicPartition ONE = new TopicPartition("article-views", 1);

	private static final TopicPartition TWO = new TopicPartition("article-views", 2);

	private final ConsumerLag lag = new ConsumerLag();

	@Test
	void whatIsCountedHasNoLag() {
		seen(0, 100, 100);
		assertThat(secondsAfter(10)).isZero();
	}

	@Test
	void whatNobodyCountsWaitsSinceItWasFirstSeen() {
		seen(0, 100, 100);
		seen(1, 150, 100);
		seen(2, 200, 100);
		assertThat(secondsAfter(12)).isEqualTo(11);
		seen(20, 200, 150);
		assertThat(secondsAfter(20)).isEqualTo(18);
		seen(21, 200, 200);
		assertThat(secondsAfter(21)).isZero();
	}

	@Test
	void thePartitionThatNobodyCountsIsToldThoughAnotherIsCounted() {
		for (int second = 0; second < 30; second++) {
			this.lag.seen(NOON.plusSeconds(second),
					Map.of(ONE, new Progress(95L + 10 * second, 100L + 10 * second), TWO, new Progress(40, 50)));
		}
		assertThat(secondsAfter(30)).isEqualTo(30);
	}

	@Test
	void aTopicThatWasMadeAnewHasNothingOfTheOldOne() {
		seen(0, 1_000, 100);
		seen(10, 20, 20);
		assertThat(secondsAfter(11)).isZero();
		seen(20, 40, 20);
		assertThat(secondsAfter(25)).isEqualTo(5);
	}

	@Test
	void whoWasToldNothingForLongKnowsNothing() {
		seen(0, 200, 100);
		assertThat(secondsAfter(15)).isEqualTo(15);
		assertThat(secondsAfter(16)).isZero();
	}

	@Test
	void aClockThatIsPutBackMakesNoLag() {
		seen(60, 200, 100);
		assertThat(secondsAfter(30)).isZero();
	}

	@Test
	void theMarkOfATransactionIsNothingToCount() {
		seen(0, 101, 100);
		assertThat(secondsAfter(10)).isZero();
	}

	@Test
	void aBacklogOfHoursIsToldToAFewSeconds() {
		int hours = 3 * 3_600;
		for (int second = 0; second <= hours; second++) {
			seen(second, 100 + 10L * second, 100);
		}
		assertThat(secondsAfter(hours)).as("since the first second").isEqualTo(hours - 1);
		seen(hours, 100 + 10L * hours, 100 + 10L * (hours - 600));
		assertThat(secondsAfter(hours)).isBetween(580L, 600L);
	}

	/** Of what is counted in order, the oldest record that is not waits longest. */
	@Property(tries = 200)
	void itIsTheAgeOfTheOldestRecordThatIsNotCounted(@ForAll long seed) {
		ConsumerLag lag = new ConsumerLag();
		Random random = new Random(seed);
		List<Integer> writtenAt = new ArrayList<>();
		int counted = 0;
		for (int second = 0; second < 200; second++) {
			for (int i = random.nextInt(5); i > 0; i--) {
				writtenAt.add(second);
			}
			counted += random.nextInt(random.nextBoolean() ? 6 : 3);
			counted = Math.min(counted, writtenAt.size());
			Instant now = NOON.plusSeconds(second);
			lag.seen(now, Map.of(ONE, new Progress(counted, writtenAt.size())));
			long expected = (counted + 1 < writtenAt.size()) ? second - writtenAt.get(counted + 1) : 0;
			assertThat(lag.seconds(now)).isEqualTo(expected);
		}
	}

	private void seen(int second, long end, long counted) {
		this.lag.seen(NOON.plusSeconds(second), Map.of(ONE, new Progress(counted, end)));
	}

	private long secondsAfter(int second) {
		return this.lag.seconds(NOON.plusSeconds(second));
	}

}
