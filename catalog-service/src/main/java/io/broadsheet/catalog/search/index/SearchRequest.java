package io.broadsheet.catalog.search.index;

import java.time.Instant;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.search.text.QueryText;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

import org.springframework.data.mongodb.core.query.Criteria;

/**
 * What is asked of the index.
 *
 * @param text the words
 * @param filter which articles
 * @param members which articles belong to the collection of the filter, if it has one
 * @param order in which order they come
 * @param limit how many at most
 * @param after where to go on, or from the start if absent
 */
public record SearchRequest(QueryText text, ArticleFilter filter, CollectionMembers.@Nullable Members members,
		SearchOrder order, int limit, @Nullable SearchPlace after) {

	/**
	 * The same request among the members of a collection.
	 * @param among the members
	 * @return the narrower request
	 */
	public SearchRequest among(CollectionMembers.Members among) {
		return new SearchRequest(this.text, this.filter, among, this.order, this.limit, this.after);
	}

	/**
	 * What the documents of the articles have in common that may be found.
	 * @return criteria for the collection of entries
	 */
	public Criteria criteria() {
		Criteria criteria = this.filter.criteria();
		return (this.members != null) ? new Criteria().andOperator(criteria, this.members.criteria()) : criteria;
	}

	Query filtered(Query words) {
		BooleanQuery.Builder result = new BooleanQuery.Builder().add(words, Occur.MUST);
		addTerm(result, ArticleDocument.SECTION, this.filter.section());
		addTerm(result, ArticleDocument.TAG, this.filter.tag());
		addTerm(result, ArticleDocument.AUTHOR, this.filter.author());
		addTerm(result, ArticleDocument.LANGUAGE, this.filter.language());
		if (this.members != null) {
			result.add(anyOf(this.members), Occur.FILTER);
		}
		Instant from = this.filter.from();
		Instant to = this.filter.to();
		if (from != null || to != null) {
			long first = (from != null) ? from.toEpochMilli() : Long.MIN_VALUE;
			long last = (to != null) ? to.toEpochMilli() - 1 : Long.MAX_VALUE;
			result.add(LongPoint.newRangeQuery(ArticleDocument.PUBLISHED_AT, first, last), Occur.FILTER);
		}
		return result.build();
	}

	private static Query anyOf(CollectionMembers.Members members) {
		BooleanQuery.Builder result = new BooleanQuery.Builder().add(
				new TermInSetQuery(ArticleDocument.ID, members.pinned().stream().map(BytesRef::new).toList()),
				Occur.SHOULD);
		if (members.tag() != null) {
			result.add(new TermQuery(new Term(ArticleDocument.TAG, members.tag())), Occur.SHOULD);
		}
		return result.build();
	}

	private static void addTerm(BooleanQuery.Builder query, String field, @Nullable String value) {
		if (value != null) {
			query.add(new TermQuery(new Term(field, value)), Occur.FILTER);
		}
	}

}
