package io.broadsheet.catalog.projection;

import io.broadsheet.catalog.entry.CatalogEntry;

/**
 * What one record of the log says about an article.
 */
public sealed interface ArticleChange {

	/**
	 * Which article.
	 * @return the article's id
	 */
	String id();

	/**
	 * The article stands like this at its revision.
	 *
	 * @param entry how it stands
	 */
	record Stands(CatalogEntry entry) implements ArticleChange {

		@Override
		public String id() {
			return this.entry.id();
		}

	}

	/**
	 * The article was purged: it never was.
	 *
	 * @param id the article's id
	 */
	record Purged(String id) implements ArticleChange {
	}

}
