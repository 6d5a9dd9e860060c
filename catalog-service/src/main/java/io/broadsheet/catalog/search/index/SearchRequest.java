package io.broadsheet.catalog.search.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.catalog.search.text.QueryText;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the index.
 *
 * @param text the words
 * @param filters what the articles must be
 * @param order in which order they come
 * @param limit how many at most
 * @param after where to go on, or from the start if absent
 */
public record SearchRequest(QueryText text, Filters filters, SearchOrder order, int limit,
		@Nullable SearchPlace after) {

	Query filtered(Query words) {
		BooleanQuery.Builder result = new BooleanQuery.Builder().add(words, Occur.MUST);
		this.filters.queries().forEach((filter) -> result.add(filter, Occur.FILTER));
		return result.build();
	}

	/**
	 * What articles must be. What is absent does not matter.
	 *
	 * @param section the section's slug
	 * @param tag a tag that they have
	 * @param author a name in their byline
	 * @param language their language's tag
	 * @param from when they were published at the earliest
	 * @param to before when they were published
	 */
	public record Filters(@Nullable String section, @Nullable String tag, @Nullable String author,
			@Nullable String language, @Nullable Instant from, @Nullable Instant to) {

		/** Every article will do. */
		public static final Filters NONE = new Filters(null, null, null, null, null, null);

		/**
		 * Whether not every article will do.
		 * @return whether there is a filter
		 */
		public boolean any() {
			return !NONE.equals(this);
		}

		private List<Query> queries() {
			List<Query> result = new ArrayList<>();
			addTerm(result, ArticleDocument.SECTION, this.section);
			addTerm(result, ArticleDocument.TAG, this.tag);
			addTerm(result, ArticleDocument.AUTHOR, this.author);
			addTerm(result, ArticleDocument.LANGUAGE, this.language);
			if (this.from != null || this.to != null) {
				long from = (this.from != null) ? this.from.toEpochMilli() : Long.MIN_VALUE;
				long to = (this.to != null) ? this.to.toEpochMilli() - 1 : Long.MAX_VALUE;
				result.add(LongPoint.newRangeQuery(ArticleDocument.PUBLISHED_AT, from, to));
			}
			return result;
		}

		private static void addTerm(List<Query> filters, String field, @Nullable String value) {
			if (value != null) {
				filters.add(new TermQuery(new Term(field, value)));
			}
		}

	}

}
