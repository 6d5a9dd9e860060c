package io.broadsheet.trending.panes;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whose counts have something in which pane, so that when the windows roll, only those
 * are looked at that the panes at their edges belong to.
 */
public final class PaneIndex {

	private final Map<Panes, TreeMap<Integer, Set<String>>> keys = new EnumMap<>(Panes.class);

	private Instant rolledTo;

	/**
	 * Creates an empty index.
	 * @param rolledTo where the windows end
	 */
	public PaneIndex(Instant rolledTo) {
		this.rolledTo = rolledTo;
		for (Panes panes : Panes.values()) {
			this.keys.put(panes, new TreeMap<>());
		}
	}

	/**
	 * Notes that something happened.
	 * @param at when
	 * @param key whose counts have it
	 */
	public void add(Instant at, String key) {
		for (Panes panes : Panes.values()) {
			add(panes, panes.at(at), key);
		}
	}

	void add(Panes panes, int pane, String key) {
		keys(panes).computeIfAbsent(pane, (number) -> new HashSet<>()).add(key);
	}

	/**
	 * Lets the windows roll on.
	 * @param now where they end now
	 * @return whose counts have something in a pane that left a window or came into one
	 */
	public Set<String> roll(Instant now) {
		Set<String> touched = new HashSet<>();
		for (Window window : Window.ALL) {
			touch(window.panes(), window.firstPane(this.rolledTo), window.firstPane(now), touched);
			touch(window.panes(), window.lastPane(this.rolledTo) + 1, window.lastPane(now) + 1, touched);
		}
		keys(Panes.FIVE_MINUTES).headMap(Window.DAY.firstPane(now)).clear();
		keys(Panes.HOURS).headMap(Window.MONTH.firstPane(now)).clear();
		this.rolledTo = now;
		return touched;
	}

	private void touch(Panes panes, int before, int now, Set<String> touched) {
		keys(panes).subMap(Math.min(before, now), Math.max(before, now)).values().forEach(touched::addAll);
	}

	private TreeMap<Integer, Set<String>> keys(Panes panes) {
		return Objects.requireNonNull(this.keys.get(panes));
	}

}
