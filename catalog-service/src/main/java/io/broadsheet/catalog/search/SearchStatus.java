package io.broadsheet.catalog.search;

import java.util.Optional;

import io.broadsheet.catalog.search.index.SearchIndex;

/**
 * What the follower tells those who search, and they tell it.
 */
class SearchStatus {

	private volatile SearchState state;

	private volatile boolean suspicious;

	private volatile long lag;

	SearchStatus(boolean enabled) {
		this.state = enabled ? new SearchState.Rebuilding(Optional.empty()) : new SearchState.Disabled();
	}

	SearchState state() {
		return this.state;
	}

	/**
	 * An index is open.
	 * @param index the index, complete or not yet
	 */
	void opened(SearchIndex index) {
		this.state = index.position().complete() ? new SearchState.Ready(index)
				: new SearchState.Rebuilding(Optional.of(index));
	}

	/**
	 * The index was lost, and will be built anew.
	 */
	void lost() {
		this.state = new SearchState.Rebuilding(Optional.empty());
	}

	/**
	 * The index can't be used.
	 * @param reason why
	 */
	void away(String reason) {
		this.state = new SearchState.Away(reason);
	}

	/**
	 * A search failed in a way that none should: the index may be damaged.
	 */
	void suspect() {
		this.suspicious = true;
	}

	/**
	 * Whether somebody suspects the index since this was asked the last time.
	 */
	boolean takeSuspicion() {
		boolean result = this.suspicious;
		this.suspicious = false;
		return result;
	}

	/**
	 * How many records of the log are not in the index yet, as far as known.
	 */
	long lag() {
		return this.lag;
	}

	void lag(long records) {
		this.lag = records;
	}

}
