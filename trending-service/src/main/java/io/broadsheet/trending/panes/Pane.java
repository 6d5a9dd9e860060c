package io.broadsheet.trending.panes;

import java.time.Duration;
import java.time.Instant;

/**
 * Time cut into panes of five minutes. A pane is named by its number since 1970 and holds
 * its first moment, but not the first moment of the next.
 */
public final class Pane {

	/**
	 * How long a pane is. Counts that were stored with another length are meaningless.
	 */
	public static final Duration LENGTH = Duration.ofMinutes(5);

	private Pane() {
	}

	/**
	 * The pane that holds a moment.
	 * @param moment the moment
	 * @return the number of its pane
	 */
	public static int of(Instant moment) {
		return Math.toIntExact(Math.floorDiv(moment.getEpochSecond(), LENGTH.toSeconds()));
	}

	/**
	 * The first moment of a pane.
	 * @param pane the number of the pane
	 * @return when it starts
	 */
	public static Instant start(int pane) {
		return Instant.ofEpochSecond(pane * LENGTH.toSeconds());
	}

}
