package io.broadsheet.trending.panes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far back a list counts. At any moment {@code now} the window is made of whole
 * panes: from the one that holds {@code now - length} to the one that holds {@code now},
 * both included. So nothing younger than the length is ever missing, and what is older
 * leaves at most one pane's length late. What bears a time in a pane after {@code now} is
 * counted when that pane begins.
 *
 * @param name what readers call it, such as {@code 24h}
 * @param length how far back it reaches
 * @param panes what it is made of
 */
public record Window(String name, Duration length, Panes panes) {

	/** The last hour. */
	public static final Window HOUR = new Window("1h", Duration.ofHours(1), Panes.FIVE_MINUTES);

	/** The last 24 hours. */
	public static final Window DAY = new Window("24h", Duration.ofHours(24), Panes.FIVE_MINUTES);

	/** The last seven days. */
	public static final Window WEEK = new Window("7d", Duration.ofDays(7), Panes.HOURS);

	/** The last thirty days. */
	public static final Window MONTH = new Window("30d", Duration.ofDays(30), Panes.HOURS);

	/** Every window, the shortest first. */
	public static final List<Window> ALL = List.of(HOUR, DAY, WEEK, MONTH);

	/**
	 * Finds a window.
	 * @param name its name
	 * @return the window, or nothing if there is none with that name
	 */
	public static Optional<Window> named(String name) {
		return ALL.stream().filter((window) -> window.name.equals(name)).findFirst();
	}

	/**
	 * The names of all windows.
	 * @return such as {@code 1h, 24h}
	 */
	public static String names() {
		return ALL.stream().map(Window::name).collect(Collectors.joining(", "));
	}

	/**
	 * The first pane that counts.
	 * @param now the moment to look back from
	 * @return the number of the pane
	 */
	public int firstPane(Instant now) {
		return this.panes.at(now.minus(this.length));
	}

	/**
	 * The last pane that counts.
	 * @param now the moment to look back from
	 * @return the number of the pane
	 */
	public int lastPane(Instant now) {
		return this.panes.at(now);
	}

	/**
	 * The first moment that counts.
	 * @param now the moment to look back from
	 * @return when the window starts
	 */
	public Instant start(Instant now) {
		return this.panes.start(firstPane(now));
	}

}
