package io.broadsheet.trending.panes;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * How often something happened, for all windows: in panes of five minutes for a day, and
 * in hours for thirty days.
 */
public final class WindowCounts {

	private final PaneCounts fiveMinutes;

	private final PaneCounts hours;

	/**
	 * Counts of nothing yet.
	 */
	public WindowCounts() {
		this(new PaneCounts(), new PaneCounts());
	}

	private WindowCounts(PaneCounts fiveMinutes, PaneCounts hours) {
		this.fiveMinutes = fiveMinutes;
		this.hours = hours;
	}

	/**
	 * Reads counts back.
	 * @param buffer stands where {@link #write(ByteBuffer)} wrote
	 * @return the same counts
	 */
	public static WindowCounts read(ByteBuffer buffer) {
		return new WindowCounts(PaneCounts.read(buffer), PaneCounts.read(buffer));
	}

	/**
	 * Counts one more, or one less.
	 * @param at when it happened
	 * @param change 1 or -1
	 * @return whether nothing was counted before in one of the panes that it belongs to
	 */
	public boolean add(Instant at, int change) {
		return this.fiveMinutes.add(Panes.FIVE_MINUTES.at(at), change) | this.hours.add(Panes.HOURS.at(at), change);
	}

	/**
	 * How often it happened.
	 * @param window how far back
	 * @param now the moment to look back from
	 * @return the number
	 */
	public long count(Window window, Instant now) {
		PaneCounts counts = (window.panes() == Panes.HOURS) ? this.hours : this.fiveMinutes;
		return counts.isEmpty() ? 0 : counts.sum(window.firstPane(now), window.lastPane(now));
	}

	/**
	 * Forgets what no window counts any more.
	 * @param now the moment to look back from
	 * @return whether there was anything to forget
	 */
	public boolean dropOld(Instant now) {
		return this.fiveMinutes.dropBefore(Window.DAY.firstPane(now))
				| this.hours.dropBefore(Window.MONTH.firstPane(now));
	}

	/**
	 * Whether nothing is counted at all.
	 * @return true if there is no pane left
	 */
	public boolean isEmpty() {
		return this.fiveMinutes.isEmpty() && this.hours.isEmpty();
	}

	/**
	 * Tells all panes in which something happened.
	 * @param index takes them
	 * @param key whose counts these are
	 */
	public void index(PaneIndex index, String key) {
		this.fiveMinutes.forEachPane((pane) -> index.add(Panes.FIVE_MINUTES, pane, key));
		this.hours.forEachPane((pane) -> index.add(Panes.HOURS, pane, key));
	}

	/**
	 * Writes the counts.
	 * @param buffer takes {@link #longest()} bytes at most
	 */
	public void write(ByteBuffer buffer) {
		this.fiveMinutes.write(buffer);
		this.hours.write(buffer);
	}

	/**
	 * How much room the counts need.
	 * @return no fewer bytes than are written
	 */
	public int longest() {
		return this.fiveMinutes.longest() + this.hours.longest();
	}

}
