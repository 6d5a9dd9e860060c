package io.broadsheet.catalog.search.text;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.Locale;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.jspecify.annotations.Nullable;

/**
 * Marks what a query found in an article's texts, by cutting them into words once more.
 */
public final class Highlighter {

	/** Characters of a text that are looked at: finds far down are not shown. */
	private static final int LONGEST = 20_000;

	/** Characters of a passage of the body, or a few more: to the end of a sentence. */
	private static final int PASSAGE = 120;

	private static final int PASSAGES = 2;

	private static final float FIND_IN_THE_MIDDLE = 0.5F;

	private final Query query;

	/**
	 * Creates it for the finds of a query.
	 * @param query a query of texts
	 */
	public Highlighter(Query query) {
		this.query = query;
	}

	/**
	 * Marks what was found.
	 * @param language the article's
	 * @param headline its headline
	 * @param summary its standfirst
	 * @param body the text of its body, without tags
	 * @return the finds
	 */
	public Highlights highlight(String language, String headline, @Nullable String summary, @Nullable String body)
			throws IOException {
		Analyzer words = Words.of(language);
		return new Highlights(mark(words, TextFields.HEADLINE, headline), mark(words, TextFields.SUMMARY, summary),
				mark(words, TextFields.BODY, body));
	}

	private @Nullable String mark(Analyzer words, String field, @Nullable String text) throws IOException {
		if (text == null || text.isEmpty()) {
			return null;
		}
		boolean whole = !TextFields.BODY.equals(field);
		UnifiedHighlighter highlighter = UnifiedHighlighter.builderWithoutSearcher(words)
			.withMaxLength(LONGEST)
			.withMaxNoHighlightPassages(0)
			.withWeightMatches(false)
			.withFormatter(new Marks())
			.withBreakIterator(whole ? WholeBreakIterator::new : Highlighter::sentences)
			.build();
		return (String) highlighter.highlightWithoutSearcher(field, this.query, text, whole ? 1 : PASSAGES);
	}

	private static BreakIterator sentences() {
		return LengthGoalBreakIterator.createMinLength(BreakIterator.getSentenceInstance(Locale.ROOT), PASSAGE,
				FIND_IN_THE_MIDDLE);
	}

}
