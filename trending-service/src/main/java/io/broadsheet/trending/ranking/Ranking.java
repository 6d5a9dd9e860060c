package io.broadsheet.trending.ranking;

import java.util.Arrays;
import java.util.Optional;

import io.broadsheet.trending.panes.Window;

/**
 * The rankings that are kept: by what. Each is kept for every window.
 */
public enum Ranking {

	/** By the number of views. */
	MOST_VIEWED("most-viewed"),

	/** By how much is happening right now: forward decay. */
	TRENDING("trending"),

	/** By the number of reactions. */
	MOST_REACTED("most-reacted"),

	/** By the number of shares. */
	MOST_SHARED("most-shared");

	/** The number of places that a list has. */
	public static final int PLACES = 100;

	private final String listName;

	Ranking(String listName) {
		this.listName = listName;
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
	 * One of the ranking's lists.
	 * @param window how far back it counts
	 * @param scope which articles it is limited to
	 * @return the id of the list
	 */
	public ListId list(Window window, Scope scope) {
		return new ListId(this.listName, window.name(), scope);
	}

}
