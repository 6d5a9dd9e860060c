package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;

/**
 * A window as the README words it: made of whole panes, from the one that holds <i>now −
 * length</i> to the one that holds <i>now</i>.
 *
 * @param name what readers call it
 * @param length how far back it reaches
 * @param pane how long its panes are
 */
record Frame(String name, Duration length, Duration pane) {

	boolean holds(Instant at, Instant now) {
		Instant start = beginOfPane(now.minus(this.length));
		Instant end = beginOfPane(now).plus(this.pane);
		return !at.isBefore(start) && at.isBefore(end);
	}

	private Instant beginOfPane(Instant moment) {
		long length = this.pane.toMillis();
		return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), length) * length);
	}

}
