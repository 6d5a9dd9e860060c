package io.broadsheet.trending.panes;

import java.time.Duration;
import java.time.Instant;

/**
 * Time cut into panes of one length. A pane is named by its number since 1970 and holds
 * its first moment, but not the first moment of the next. Counts that were stored with
 * another length are meaningless.
 */
public enum Panes {

	/** For windows of up to a day. */
	FIVE_MINUTES(Duration.ofMinutes(5)),

	/** For windows of many days. */
	HOURS(Duration.ofHours(1));

	private final Duration length;

	Panes(Duration length) {
		this.length = length;
	}

	/**
	 * The pane that holds a moment.
	 * @param moment the moment
	 * @return the number of its pane
	 */
	public int at(Instant moment) {
		return Math.toIntExact(Math.floorDiv(moment.getEpochSecond(), this.length.toSeconds()));
	}

	/**
	 * The first moment of a pane.
	 * @param pane the number of the pane
	 * @return when it starts
	 */
	public Instant start(int pane) {
		return Instant.ofEpochSecond(pane * this.length.toSeconds());
	}

}
