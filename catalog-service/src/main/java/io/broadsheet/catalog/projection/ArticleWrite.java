package io.broadsheet.catalog.projection;

import java.util.Optional;

import io.broadsheet.catalog.entry.CatalogEntry;

/**
 * What has to be written for one article of a batch.
 */
sealed interface ArticleWrite {

	String id();

	/**
	 * How the article stands afterwards.
	 * @return its entry, or nothing if it has none
	 */
	Optional<CatalogEntry> outcome();

	/**
	 * Whether it changes nothing of what is stored.
	 * @param stored what is stored of the article
	 * @return true for a revision that is there, or an earlier one
	 */
	default boolean isStaleBeside(StoredEntry stored) {
		return false;
	}

	/**
	 * Store the entry unless the same or a later revision is stored.
	 *
	 * @param entry the entry
	 */
	record Advance(CatalogEntry entry) implements ArticleWrite {

		@Override
		public String id() {
			return this.entry.id();
		}

		@Override
		public Optional<CatalogEntry> outcome() {
			return Optional.of(this.entry);
		}

		@Override
		public boolean isStaleBeside(StoredEntry stored) {
			return stored.revision() >= this.entry.revision();
		}

	}

	/**
	 * Store the entry whatever is stored: the article was purged just before, and its
	 * revisions began anew.
	 *
	 * @param entry the entry
	 */
	record Replace(CatalogEntry entry) implements ArticleWrite {

		@Override
		public String id() {
			return this.entry.id();
		}

		@Override
		public Optional<CatalogEntry> outcome() {
			return Optional.of(this.entry);
		}

	}

	/**
	 * Delete the entry.
	 *
	 * @param id the article's id
	 */
	record Delete(String id) implements ArticleWrite {

		@Override
		public Optional<CatalogEntry> outcome() {
			return Optional.empty();
		}

	}

}
