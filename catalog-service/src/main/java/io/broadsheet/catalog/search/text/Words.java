package io.broadsheet.catalog.search.text;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Cuts texts into words as Unicode does (UAX 29), in all their forms. English has stems,
 * other languages have none; in Vietnamese, a word here is a syllable.
 */
public final class Words {

	private static final Analyzer ENGLISH = new Forms(true);

	private static final Analyzer OTHER = new Forms(false);

	private Words() {
	}

	/**
	 * How articles of a language are cut.
	 * @param language its BCP 47 tag
	 * @return the analyzer
	 */
	public static Analyzer of(String language) {
		return "en".equals(Locale.forLanguageTag(language).getLanguage()) ? ENGLISH : OTHER;
	}

	/**
	 * How a reader's words are cut, whose language nobody knows: in every form that any
	 * language has.
	 */
	static Analyzer ofReaders() {
		return ENGLISH;
	}

	/**
	 * Composes letters from their parts, so that a letter is one and the same however it
	 * was typed.
	 * @param text any text
	 * @return the same in Unicode's normal form C
	 */
	public static String compose(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC);
	}

	/**
	 * A reader's words, without diacritics.
	 * @param text composed letters
	 * @return one for each word, lower case, in order
	 */
	static List<String> folded(String text) {
		List<String> result = new ArrayList<>();
		try (TokenStream tokens = ofReaders().tokenStream(TextFields.HEADLINE, text)) {
			CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
			PositionIncrementAttribute position = tokens.addAttribute(PositionIncrementAttribute.class);
			tokens.reset();
			while (tokens.incrementToken()) {
				if (position.getPositionIncrement() > 0) {
					result.add(WordForms.fold(term.toString()));
				}
			}
			tokens.end();
		}
		catch (IOException ex) {
			throw new IllegalStateException("A text in memory can't be read", ex);
		}
		return result;
	}

	/**
	 * Words in all their forms, with or without stems.
	 */
	private static final class Forms extends Analyzer {

		private final boolean english;

		Forms(boolean english) {
			this.english = english;
		}

		@Override
		protected TokenStreamComponents createComponents(String fieldName) {
			Tokenizer words = new StandardTokenizer();
			TokenStream lower = new LowerCaseFilter(words);
			TokenStream result = new WordForms(this.english ? new EnglishPossessiveFilter(lower) : lower, this.english);
			return new TokenStreamComponents(words, result);
		}

	}

}
