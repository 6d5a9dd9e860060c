package io.broadsheet.catalog.search.text;

import java.util.Collection;
import java.util.List;

import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's parser for lines without syntax errors, with less syntax: a reader's brackets
 * and bars are punctuation.
 */
class LineParser extends SimpleQueryParser {

	private static final int SYNTAX = NOT_OPERATOR | PHRASE_OPERATOR | PREFIX_OPERATOR | WHITESPACE_OPERATOR;

	/**
	 * What another form of a word weighs: the word as it is written counts twice that.
	 */
	private static final float OTHER_FORM = 0.5F;

	/** What an article weighs that has no more than the beginning of the word. */
	private static final float BEGINNING = 0.1F;

	/** Shorter beginnings are looked for in headlines alone, which are few words. */
	private static final int SHORTEST_BEGINNING_IN_TEXTS = 3;

	LineParser() {
		super(Words.ofReaders(), TextFields.WEIGHTS, SYNTAX);
		setDefaultOperator(Occur.MUST);
	}

	@Override
	protected Query newSynonymQuery(String field, TermAndBoost[] terms) {
		SynonymQuery.Builder forms = new SynonymQuery.Builder(field);
		for (int i = 0; i < terms.length; i++) {
			forms.addTerm(new Term(field, terms[i].term), (i == 0) ? 1 : OTHER_FORM);
		}
		return forms.build();
	}

	@Override
	protected @Nullable Query newPrefixQuery(String text) {
		List<String> words = Words.folded(text);
		Query whole = newDefaultQuery(text);
		if (words.isEmpty() || whole == null) {
			return null;
		}
		BooleanQuery.Builder begun = new BooleanQuery.Builder();
		words.subList(0, words.size() - 1).forEach((word) -> begun.add(newDefaultQuery(word), Occur.MUST));
		begun.add(beginning(words.get(words.size() - 1)), Occur.MUST);
		return new BooleanQuery.Builder().add(whole, Occur.SHOULD).add(begun.build(), Occur.SHOULD).build();
	}

	/** A phrase is found in any form of its words; those as written rank higher. */
	@Override
	protected @Nullable Query newPhraseQuery(String text, int slop) {
		Query phrase = super.newPhraseQuery(text, slop);
		Query words = newDefaultQuery(text);
		if (phrase == null || words == null) {
			return null;
		}
		return new BooleanQuery.Builder().add(phrase, Occur.MUST).add(words, Occur.SHOULD).build();
	}

	private static Query beginning(String word) {
		Collection<String> fields = (word.length() < SHORTEST_BEGINNING_IN_TEXTS) ? List.of(TextFields.HEADLINE)
				: TextFields.WEIGHTS.keySet();
		BooleanQuery.Builder result = new BooleanQuery.Builder();
		for (String field : fields) {
			float weight = BEGINNING * TextFields.WEIGHTS.getOrDefault(field, 1F);
			result.add(new BoostQuery(new PrefixQuery(new Term(field, word)), weight), Occur.SHOULD);
		}
		return result.build();
	}

}
