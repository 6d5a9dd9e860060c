package io.broadsheet.catalog.search.text;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Puts other forms of a word at the word's own place: without diacritics if it has any
 * ({@code nội}, {@code noi}), and its English stem behind {@link #STEM} ({@code running},
 * {@code run}). The word as it is written always comes first. The mark keeps stems apart
 * from words, so that {@code running} does not find the Vietnamese {@code run}.
 */
final class WordForms extends TokenFilter {

	/** Begins a stem. No word contains it. */
	static final char STEM = '\u0001';

	/** How many letters a letter may become at most without its diacritics. */
	private static final int LONGEST_FOLDING = 4;

	private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

	private final PositionIncrementAttribute position = addAttribute(PositionIncrementAttribute.class);

	private final boolean stems;

	private final EnglishStemmer stemmer = new EnglishStemmer();

	private final Deque<String> more = new ArrayDeque<>();

	private State word = captureState();

	/**
	 * Creates the filter.
	 * @param words lower case words in composed letters (Unicode's normal form C)
	 * @param stems whether stems are added
	 */
	WordForms(TokenStream words, boolean stems) {
		super(words);
		this.stems = stems;
	}

	@Override
	public boolean incrementToken() throws IOException {
		if (!this.more.isEmpty()) {
			restoreState(this.word);
			this.term.setEmpty().append(this.more.remove());
			this.position.setPositionIncrement(0);
			return true;
		}
		if (!this.input.incrementToken()) {
			return false;
		}
		addForms(this.term.toString());
		if (!this.more.isEmpty()) {
			this.word = captureState();
		}
		return true;
	}

	@Override
	public void reset() throws IOException {
		super.reset();
		this.more.clear();
	}

	private void addForms(String text) {
		String folded = fold(text);
		if (!folded.equals(text)) {
			this.more.add(folded);
		}
		if (this.stems) {
			this.stemmer.setCurrent(folded);
			this.stemmer.stem();
			this.more.add(STEM + this.stemmer.getCurrent());
		}
	}

	/**
	 * Takes diacritics off.
	 * @param text composed letters
	 * @return the same in ASCII as far as possible, {@code đ} as {@code d}
	 */
	static String fold(String text) {
		char[] folded = new char[LONGEST_FOLDING * text.length()];
		int length = ASCIIFoldingFilter.foldToASCII(text.toCharArray(), 0, folded, 0, text.length());
		return new String(folded, 0, length);
	}

}
