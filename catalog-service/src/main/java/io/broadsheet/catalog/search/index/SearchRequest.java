package io.broadsheet.catalog.search.index;

import java.time.Instant;

import io.broadsheet.catalog.article.ArticleFilter;
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
 * @param filter which articles; its collection is no matter of the index
 * @param order in which order they come
 * @param limit how many at most
 * @param after where to go on, or from the start if absent
 */
public record SearchRequest(QueryText text, ArticleFilter filter, SearchOrder order, int limit,
		@Nullable SearchPlace after) {

	Query filtered(Query words) {
		BooleanQuery.Builder result = new BooleanQuery.Builder().add(words, Occur.MUST);
		addTerm(result, ArticleDocument.SECTION, this.filter.section());
		addTerm(result, ArticleDocument.TAG, this.filter.tag());
		addTerm(result, ArticleDocument.AUTHOR, this.filter.author());
		addTerm(result, ArticleDocument.LANGUAGE, this.filter.language());
		Instant from = this.filter.from();
		Instant to = this.filter.to();
		if (from != null || to != null) {
			long first = (from != null) ? from.toEpochMilli() : Long.MIN_VALUE;
			long last = (to != null) ? to.toEpochMilli() - 1 : Long.MAX_VALUE;
			result.add(LongPoint.newRangeQuery(ArticleDocument.PUBLISHED_AT, first, last), Occur.FILTER);
		}
		return result.build();
	}

	private static void addTerm(BooleanQuery.Builder query, String field, @Nullable String value) {
		if (value != null) {
			query.add(new TermQuery(new Term(field, value)), Occur.FILTER);
		}
	}

}
