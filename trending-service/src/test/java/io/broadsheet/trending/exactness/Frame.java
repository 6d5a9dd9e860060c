package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A window as the README words it: made of whole panes, from the one that holds <i>now −
 * length</i> to the one that holds <i>now</i>.
 *
 * @param name what readers call it
 * @param length how far back it reaches
 * @param pane how long its panes are
 */
record Frame(String name, Duration length, Duration pane) {

	private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration DAY = Duration.ofDays(1);

	/** In which views, reactions and shares are counted. */
	static final List<Frame> OF_FACTS = frames(FIVE_MINUTES, FIVE_MINUTES, HOUR, HOUR);

	/** In which visitors are told apart. */
	static final List<Frame> OF_VISITORS = frames(FIVE_MINUTES, HOUR, DAY, DAY);

	private static List<Frame> frames(Duration ofHour, Duration ofDay, Duration ofWeek, Duration ofMonth) {
		return List.of(new Frame("1h", HOUR, ofHour), new Frame("24h", DAY, ofDay),
				new Frame("7d", Duration.ofDays(7), ofWeek), new Frame("30d", Duration.ofDays(30), ofMonth));
	}

	static Frame named(String name, List<Frame> frames) {
		return frames.stream().filter((frame) -> frame.name.equals(name)).findFirst().orElseThrow();
	}

	boolean holds(Instant at, Instant now) {
		return !at.isBefore(begin(now)) && at.isBefore(end(now));
	}

	/** The first moment that it holds. */
	Instant begin(Instant now) {
		return beginOfPane(now.minus(this.length));
	}

	/** The first moment that it does not hold any more. */
	Instant end(Instant now) {
		return beginOfPane(now).plus(this.pane);
	}

	private Instant beginOfPane(Instant moment) {
		long length = this.pane.toMillis();
		return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), length) * length);
	}

}
