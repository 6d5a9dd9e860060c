package io.broadsheet.trending.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.trending.MutableClock;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when a stream thread dies.
 */
class ThreadReplacementTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

	private final List<Duration> pauses = new ArrayList<>();

	private final ThreadReplacement replacement = new ThreadReplacement(this.clock, this.pauses::add);

	@Test
	void theThreadIsReplacedEachTimeLaterButNotForEver() {
		for (int i = 0; i < 7; i++) {
			assertThat(die()).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
		}
		assertThat(this.pauses).extracting(Duration::toMillis)
			.containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 8000L, 8000L);
	}

	@Test
	void afterACalmMinuteItBeginsAgain() {
		die();
		die();
		this.clock.advance(Duration.ofMinutes(1).plusMillis(1));
		die();
		assertThat(this.pauses).extracting(Duration::toMillis).containsExactly(500L, 1000L, 500L);
	}

	private StreamThreadExceptionResponse die() {
		return this.replacement.handle(new IllegalStateException("Something went wrong"));
	}

}
