package io.broadsheet.catalog.search.index;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.FoldedName;
import io.broadsheet.catalog.entry.LanguageRanges;
import io.broadsheet.catalog.search.text.TextFields;
import io.broadsheet.catalog.search.text.Words;
import io.broadsheet.events.Article;
import io.broadsheet.events.Author;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * How an entry stands in the index. Of a withdrawn article nothing stands there but its
 * id and revision, which no search finds.
 */
final class ArticleDocument {

	static final String ID = "id";

	static final String REVISION = "revision";

	static final String PUBLISHED_AT = "publishedAt";

	static final String UPDATED_AT = "updatedAt";

	static final String SECTION = "section";

	static final String TAG = "tag";

	static final String AUTHOR = "author";

	static final String LANGUAGE = "language";

	/**
	 * What Lucene takes as one term at most is longer; nobody filters by such a value.
	 */
	private static final int LONGEST_TERM = 1024;

	private final Document document = new Document();

	private ArticleDocument() {
	}

	static Document of(CatalogEntry entry) {
		ArticleDocument result = new ArticleDocument();
		result.document.add(new StringField(ID, entry.id(), Store.YES));
		result.document.add(new SortedDocValuesField(ID, new BytesRef(entry.id())));
		result.document.add(new NumericDocValuesField(REVISION, entry.revision()));
		if (entry instanceof CatalogEntry.Published published) {
			result.addArticle(published.article());
		}
		return result.document;
	}

	private void addArticle(Article article) {
		long publishedAt = article.publishedAt().toInstant().toEpochMilli();
		this.document.add(new LongPoint(PUBLISHED_AT, publishedAt));
		this.document.add(new NumericDocValuesField(PUBLISHED_AT, publishedAt));
		this.document.add(new StoredField(UPDATED_AT, article.updatedAt().toInstant().toEpochMilli()));
		this.document.add(new StoredField(LANGUAGE, article.language()));
		LanguageRanges.of(article.language()).forEach((range) -> addTerm(LANGUAGE, range));
		addTerm(SECTION, article.section());
		article.tags().forEach((tag) -> addTerm(TAG, tag));
		article.authors().forEach((author) -> addTerm(AUTHOR, FoldedName.of(author.name())));
		addText(article, TextFields.HEADLINE, article.headline(), true);
		addText(article, TextFields.SUMMARY, article.summary(), true);
		addText(article, TextFields.BODY, withoutTags(article.body()), true);
		addText(article, TextFields.ABOUT, about(article), false);
	}

	private void addTerm(String field, @Nullable String value) {
		if (value != null && value.length() <= LONGEST_TERM) {
			this.document.add(new StringField(field, value, Store.NO));
		}
	}

	private void addText(Article article, String field, @Nullable String text, boolean stored) {
		if (text != null && !text.isBlank()) {
			IndexableFieldType type = stored ? TextField.TYPE_STORED : TextField.TYPE_NOT_STORED;
			this.document.add(new ForeignText(field, Words.compose(text), type, Words.of(article.language())));
		}
	}

	private static String about(Article article) {
		List<@Nullable String> parts = new ArrayList<>();
		article.authors().stream().map(Author::name).forEach(parts::add);
		parts.add(article.dateline());
		parts.addAll(article.tags());
		article.images().forEach((image) -> parts.add(image.caption()));
		// a full stop is no word, but keeps those of two parts on two lines
		return parts.stream().filter((part) -> part != null).collect(Collectors.joining(".\n"));
	}

	private static String withoutTags(String html) {
		StringWriter text = new StringWriter(html.length());
		try (HTMLStripCharFilter stripped = new HTMLStripCharFilter(new StringReader(html))) {
			stripped.transferTo(text);
		}
		catch (IOException ex) {
			throw new IllegalStateException("A text in memory can't be read", ex);
		}
		return text.toString().replaceAll("\\s+", " ").strip();
	}

	/**
	 * A text that is cut into words as its own language is, whatever the index's other
	 * texts are.
	 */
	private static final class ForeignText extends Field {

		private final Analyzer words;

		ForeignText(String field, String text, IndexableFieldType type, Analyzer words) {
			super(field, text, type);
			this.words = words;
		}

		@Override
		public TokenStream tokenStream(Analyzer other, @Nullable TokenStream reuse) {
			return this.words.tokenStream(name(), stringValue());
		}

	}

}
