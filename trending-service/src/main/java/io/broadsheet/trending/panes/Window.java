package io.broadsheet.trending.panes;

import java.time.Duration;
import java.time.Instant;

/**
 * How far back a list counts. At any moment {@code now} the window is made of whole
 * panes: from the one that holds {@code now - length} to the one that holds {@code now},
 * both included. So nothing younger than the length is ever missing, and what is older
 * leaves at most one pane's length late. What bears a time in a pane after {@code now} is
 * counted when that pane begins.
 *
 * @param name what readers call it, such as {@code 24h}
 * @param length how far back it reaches
 */
public record Window(String name, Duration length) {

	/** The last 24 hours. */
	public static final Window DAY = new Window("24h", Duration.ofHours(24));

	/**
	 * The first pane that counts.
	 * @param now the moment to look back from
	 * @return the number of the pane
	 */
	public int firstPane(Instant now) {
		return Pane.of(now.minus(this.length));
	}

	/**
	 * The last pane that counts.
	 * @param now the moment to look back from
	 * @return the number of the pane
	 */
	public int lastPane(Instant now) {
		return Pane.of(now);
	}

	/**
	 * The first moment that counts.
	 * @param now the moment to look back from
	 * @return when the window starts
	 */
	public Instant start(Instant now) {
		return Pane.start(firstPane(now));
	}

}
