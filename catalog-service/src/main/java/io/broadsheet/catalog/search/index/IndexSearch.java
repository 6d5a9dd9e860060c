package io.broadsheet.catalog.search.index;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.broadsheet.catalog.search.index.Finds.Find;
import io.broadsheet.catalog.search.text.Highlighter;
import io.broadsheet.catalog.search.text.TextFields;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A search in one state of the index.
 */
class IndexSearch {

	private static final Set<String> FIELDS = Set.of(ArticleDocument.ID, ArticleDocument.UPDATED_AT,
			ArticleDocument.LANGUAGE, TextFields.HEADLINE, TextFields.SUMMARY, TextFields.BODY);

	private final IndexSearcher searcher;

	private final SearchRequest request;

	private final long asOf;

	private final Query words;

	/**
	 * Creates the search.
	 * @param snapshot the state to search in
	 * @param request what is asked
	 * @param asOf the moment that ages are counted from, milliseconds since 1970
	 * @param patience how long it may take
	 */
	IndexSearch(IndexSearcher snapshot, SearchRequest request, long asOf, Duration patience) {
		this.searcher = new IndexSearcher(snapshot.getIndexReader());
		this.searcher.setTimeout(new QueryTimeoutImpl(patience.toMillis()));
		this.request = request;
		this.asOf = asOf;
		this.words = request.text().query();
	}

	/**
	 * Searches.
	 * @return what comes after the place of the request, one more than its limit if there
	 * is more
	 * @throws SearchTooSlowException if it took too long
	 */
	List<FieldDoc> find() throws IOException {
		int count = this.request.limit() + 1;
		Query query = this.request.filtered(this.words);
		TopFieldDocs found = this.searcher.search(scored(query),
				new TopFieldCollectorManager(this.request.order().sort(), count, after(), count));
		if (this.searcher.timedOut()) {
			throw new SearchTooSlowException();
		}
		List<FieldDoc> result = new ArrayList<>();
		for (ScoreDoc doc : found.scoreDocs) {
			result.add((FieldDoc) doc);
		}
		return result;
	}

	List<Find> describe(List<FieldDoc> docs) throws IOException {
		Highlighter highlighter = new Highlighter(this.words);
		List<Find> result = new ArrayList<>();
		for (FieldDoc doc : docs) {
			result.add(describe(this.searcher.storedFields().document(doc.doc, FIELDS), highlighter));
		}
		return result;
	}

	SearchPlace placeOf(FieldDoc doc, String snapshot) {
		int last = doc.fields.length - 1;
		float score = (this.request.order() == SearchOrder.RELEVANCE) ? (Float) doc.fields[0] : 0;
		return new SearchPlace(this.asOf, snapshot, score, (Long) doc.fields[last - 1],
				((BytesRef) doc.fields[last]).utf8ToString());
	}

	private Query scored(Query query) {
		return (this.request.order() == SearchOrder.RELEVANCE) ? Recency.weigh(query, this.asOf) : query;
	}

	/** The place needs no document: the fields alone are a total order. */
	private @Nullable FieldDoc after() {
		SearchPlace place = this.request.after();
		if (place == null) {
			return null;
		}
		BytesRef id = new BytesRef(place.id());
		Object[] fields = (this.request.order() == SearchOrder.RELEVANCE)
				? new Object[] { place.score(), place.publishedAt(), id } : new Object[] { place.publishedAt(), id };
		return new FieldDoc(Integer.MAX_VALUE, Float.NaN, fields);
	}

	private static Find describe(Document document, Highlighter highlighter) throws IOException {
		IndexableField updatedAt = Objects.requireNonNull(document.getField(ArticleDocument.UPDATED_AT));
		return new Find(document.get(ArticleDocument.ID), Instant.ofEpochMilli(updatedAt.numericValue().longValue()),
				highlighter.highlight(document.get(ArticleDocument.LANGUAGE),
						Objects.requireNonNullElse(document.get(TextFields.HEADLINE), ""),
						document.get(TextFields.SUMMARY), document.get(TextFields.BODY)));
	}

}
