package io.broadsheet.catalog.search.index;

import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/**
 * The orders of what was found. Each is total: ends with the id.
 */
public enum SearchOrder {

	/** What answers best first. */
	RELEVANCE(SortField.FIELD_SCORE, publishedAt(true), id(true)),

	/** The newest first. */
	NEWEST(publishedAt(true), id(true)),

	/** The oldest first. */
	OLDEST(publishedAt(false), id(false));

	private final Sort sort;

	SearchOrder(SortField... fields) {
		this.sort = new Sort(fields);
	}

	Sort sort() {
		return this.sort;
	}

	private static SortField publishedAt(boolean reverse) {
		return new SortField(ArticleDocument.PUBLISHED_AT, SortField.Type.LONG, reverse);
	}

	private static SortField id(boolean reverse) {
		return new SortField(ArticleDocument.ID, SortField.Type.STRING, reverse);
	}

}
