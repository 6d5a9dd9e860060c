package io.broadsheet.trending.panes;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which moments a window holds, at its exact edges.
 */
class WindowTests {

	@ParameterizedTest
	@CsvSource({ "2026-03-02T12:00:00Z, 2026-03-01T12:00:00Z", "2026-03-02T12:04:59.999Z, 2026-03-01T12:00:00Z",
			"2026-03-02T12:05:00Z, 2026-03-01T12:05:00Z", "2026-03-02T11:59:59.999Z, 2026-03-01T11:55:00Z" })
	void theWindowStartsWithThePaneOfADayAgo(Instant now, Instant start) {
		assertThat(Window.DAY.start(now)).isEqualTo(start);
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-01T12:00:00Z, true", "2026-03-01T11:59:59.999Z, false", "2026-03-02T12:03:00Z, true",
			"2026-03-02T12:04:59.999Z, true", "2026-03-02T12:05:00Z, false" })
	void atThreeMinutesPastNoonTheWindowHolds(Instant moment, boolean held) {
		Instant now = Instant.parse("2026-03-02T12:03:00Z");
		PaneCounts counts = new PaneCounts();
		counts.add(Panes.FIVE_MINUTES.at(moment), 1);
		assertThat(counts.sum(Window.DAY.firstPane(now), Window.DAY.lastPane(now))).isEqualTo(held ? 1 : 0);
	}

}
