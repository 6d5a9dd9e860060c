package io.broadsheet.catalog.search;

import java.util.Optional;

import io.broadsheet.catalog.search.index.SearchIndex;

/**
 * Whether anything can be searched for.
 */
sealed interface SearchState {

	/**
	 * The index to search in.
	 * @return the index
	 * @throws SearchUnavailableException if there is none
	 */
	SearchIndex index();

	/**
	 * The index as far as there is one, to look at.
	 * @return the index
	 */
	Optional<SearchIndex> known();

	/**
	 * What is told of it.
	 * @return a sentence
	 */
	String description();

	/**
	 * The index has everything, or follows closely.
	 *
	 * @param index the index
	 */
	record Ready(SearchIndex index) implements SearchState {

		@Override
		public Optional<SearchIndex> known() {
			return Optional.of(this.index);
		}

		@Override
		public String description() {
			return "The index follows the log";
		}

	}

	/**
	 * The index is being filled, and would leave out too much.
	 *
	 * @param known the index, if it is open already
	 */
	record Rebuilding(Optional<SearchIndex> known) implements SearchState {

		@Override
		public SearchIndex index() {
			throw SearchUnavailableException.rebuilding();
		}

		@Override
		public String description() {
			return "The index is being built from the log";
		}

	}

	/**
	 * The index can't be used.
	 *
	 * @param description why
	 */
	record Away(String description) implements SearchState {

		@Override
		public SearchIndex index() {
			throw SearchUnavailableException.away(null);
		}

		@Override
		public Optional<SearchIndex> known() {
			return Optional.empty();
		}

	}

	/**
	 * This instance has no index, and will have none.
	 */
	record Disabled() implements SearchState {

		@Override
		public SearchIndex index() {
			throw SearchUnavailableException.disabled();
		}

		@Override
		public Optional<SearchIndex> known() {
			return Optional.empty();
		}

		@Override
		public String description() {
			return "Search is switched off on this instance";
		}

	}

}
