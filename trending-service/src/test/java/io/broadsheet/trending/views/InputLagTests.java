package io.broadsheet.trending.views;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.broadsheet.events.broker.Brokers.Progress;
import io.broadsheet.trending.MutableClock;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far behind counting is.
 */
class InputLagTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private final MutableClock clock = new MutableClock(NOON, ZoneOffset.UTC);

	private final ConsumerLag ofAll = new ConsumerLag();

	private final InputLag lag = new InputLag(this.clock, this.ofAll);

	@Test
	void withoutViewsThereIsNone() {
		assertThat(this.lag.seconds()).isZero();
	}

	@Test
	void thePartitionThatIsFurthestBehindCounts() {
		this.lag.viewWasRead(0, NOON.minusSeconds(10).toEpochMilli());
		this.lag.viewWasRead(1, NOON.minusSeconds(90).toEpochMilli());
		assertThat(this.lag.seconds()).isEqualTo(90);
		assertThat(this.lag.seconds(0)).isEqualTo(10);
	}

	@Test
	void whatNoInstanceCountsIsToldThoughThisOneIsNotBehind() {
		this.lag.viewWasRead(0, NOON.toEpochMilli());
		this.ofAll.seen(NOON, Map.of(new TopicPartition("article-views", 3), new Progress(0, 500)));
		this.clock.advance(Duration.ofSeconds(14));
		assertThat(this.lag.seconds()).isEqualTo(14);
		assertThat(this.lag.secondsOfBacklog(0)).isZero();
	}

	@Test
	void whenNothingIsReadForTwoSecondsNothingIsLeftToRead() {
		this.lag.viewWasRead(0, NOON.minusSeconds(90).toEpochMilli());
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(this.lag.seconds()).isEqualTo(90);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.lag.seconds()).isZero();
	}

	@Test
	void aSecondWithoutViewsEndsTheBacklogOfAPartitionThoughOthersAreRead() {
		this.lag.viewWasRead(0, NOON.minusSeconds(90).toEpochMilli());
		this.clock.advance(Duration.ofSeconds(1));
		this.lag.viewWasRead(1, NOON.minusSeconds(90).toEpochMilli());
		assertThat(this.lag.secondsOfBacklog(0)).isEqualTo(90);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.lag.secondsOfBacklog(0)).isZero();
		assertThat(this.lag.seconds(0)).isEqualTo(90);
	}

	@Test
	void aMomentWithoutViewsOfAnyPartitionEndsAllBacklogs() {
		this.lag.viewWasRead(0, NOON.minusSeconds(90).toEpochMilli());
		this.clock.advance(Duration.ofMillis(200));
		this.lag.viewWasRead(1, NOON.minusSeconds(90).toEpochMilli());
		this.clock.advance(Duration.ofMillis(300));
		assertThat(this.lag.secondsOfBacklog(0)).isEqualTo(90);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.lag.secondsOfBacklog(0)).isZero();
		assertThat(this.lag.secondsOfBacklog(1)).isZero();
		assertThat(this.lag.seconds()).isEqualTo(90);
	}

}
