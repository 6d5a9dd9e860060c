package io.broadsheet.catalog.search.text;

import java.util.List;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A line that a reader typed into a search field. All words must be found, phrases are
 * quoted, {@code -word} excludes, and the last word may be incomplete unless a space
 * follows it. Everything else is punctuation: no line is a mistake of syntax.
 *
 * @param line the line, up to {@link #LONGEST} characters with a letter or digit
 */
public record QueryText(String line) {

	/** Characters in a line. */
	public static final int LONGEST = 200;

	/** Words in a line. With all their forms in all fields, far below Lucene's limit. */
	public static final int MOST_WORDS = 32;

	/** What words that stand together weigh, beside what each weighs for itself. */
	private static final float TOGETHER = 0.5F;

	/**
	 * Checks that there is something to look for.
	 * @throws IllegalArgumentException with what a line must be
	 */
	public QueryText {
		line = Words.compose(line);
		if (line.length() > LONGEST) {
			throw new IllegalArgumentException("must be up to " + LONGEST + " characters");
		}
		int words = Words.folded(line).size();
		if (words > MOST_WORDS) {
			throw new IllegalArgumentException("must be up to " + MOST_WORDS + " words");
		}
		if (words == 0 || !asksForSomething(new LineParser().parse(line))) {
			throw new IllegalArgumentException("must have a word to look for");
		}
	}

	/**
	 * What kind of line it is, for measuring.
	 * @return {@code phrase}, {@code prefix} or {@code words}
	 */
	public String kind() {
		if (this.line.indexOf('"') >= 0) {
			return "phrase";
		}
		return isLastWordOpen() ? "prefix" : "words";
	}

	/**
	 * What the line asks of an article.
	 * @return the query, scored by BM25
	 */
	public Query query() {
		LineParser parser = new LineParser();
		Query words = parser.parse(isLastWordOpen() ? this.line + "*" : this.line);
		BooleanQuery.Builder result = new BooleanQuery.Builder().add(words, Occur.MUST);
		if (this.line.indexOf('"') < 0 && this.line.indexOf('-') < 0 && Words.folded(this.line).size() > 1) {
			for (String field : List.of(TextFields.HEADLINE, TextFields.BODY)) {
				addTogether(result, field, parser.createPhraseQuery(field, this.line, 1));
			}
		}
		return result.build();
	}

	private static void addTogether(BooleanQuery.Builder query, String field, @Nullable Query phrase) {
		if (phrase != null) {
			float weight = TOGETHER * TextFields.WEIGHTS.getOrDefault(field, 1F);
			query.add(new BoostQuery(phrase, weight), Occur.SHOULD);
		}
	}

	private boolean isLastWordOpen() {
		int last = this.line.codePointBefore(this.line.length());
		String lastWord = this.line.substring(this.line.lastIndexOf(' ') + 1);
		return Character.isLetterOrDigit(last) && !lastWord.startsWith("-");
	}

	/**
	 * Whether there is anything that an article must have: only excluding would answer
	 * with all others.
	 */
	private static boolean asksForSomething(Query query) {
		Wanted wanted = new Wanted();
		query.visit(wanted);
		return wanted.found;
	}

	/**
	 * Looks for terms outside of what is excluded.
	 */
	private static final class Wanted extends QueryVisitor {

		private boolean found;

		@Override
		public void consumeTerms(Query query, Term... terms) {
			this.found = true;
		}

		@Override
		public QueryVisitor getSubVisitor(Occur occur, Query parent) {
			return (occur != Occur.MUST_NOT) ? this : EMPTY_VISITOR;
		}

	}

}
