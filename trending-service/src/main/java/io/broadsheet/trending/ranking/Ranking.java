package io.broadsheet.trending.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.broadsheet.trending.panes.Window;
import org.jspecify.annotations.Nullable;

/**
 * The rankings that are kept: by what, and over which windows.
 */
public enum Ranking {

	/** By the number of views. */
	MOST_VIEWED("most-viewed", Window.DAY);

	/** The number of places that a list has. */
	public static final int PLACES = 100;

	private final String listName;

	private final List<Window> windows;

	Ranking(String listName, Window... windows) {
		this.listName = listName;
		this.windows = List.of(windows);
	}

	/**
	 * Finds a ranking.
	 * @param listName its name
	 * @return the ranking, or nothing if there is none with that name
	 */
	public static Optional<Ranking> named(String listName) {
		return Arrays.stream(values()).filter((ranking) -> ranking.listName.equals(listName)).findFirst();
	}

	/**
	 * The name, such as {@code most-viewed}.
	 * @return the name
	 */
	public String listName() {
		return this.listName;
	}

	/**
	 * The windows that this ranking is kept for.
	 * @return at least one
	 */
	public List<Window> windows() {
		return this.windows;
	}

	/**
	 * Finds a window of this ranking.
	 * @param name its name
	 * @return the window, or nothing if this ranking is not kept for it
	 */
	public Optional<Window> window(String name) {
		return this.windows.stream().filter((window) -> window.name().equals(name)).findFirst();
	}

	/**
	 * One of the ranking's lists.
	 * @param window how far back it counts
	 * @param section the section that it is limited to, or null for all
	 * @return the id of the list
	 */
	public ListId list(Window window, @Nullable String section) {
		return new ListId(this.listName, window.name(), section);
	}

}
