package io.broadsheet.catalog.search.text;

import java.util.Map;

/**
 * The parts of an article that words are looked for in, and what a find there weighs.
 */
public final class TextFields {

	/** The headline. */
	public static final String HEADLINE = "headline";

	/** The standfirst. */
	public static final String SUMMARY = "summary";

	/** The text of the body, without its tags. */
	public static final String BODY = "body";

	/** Byline, dateline, tags and captions: found, and not shown. */
	public static final String ABOUT = "about";

	/**
	 * A word in the headline says what an article is about, one in the standfirst nearly
	 * so. Multiplies the BM25 score of the field; the scores of all fields are added.
	 */
	static final Map<String, Float> WEIGHTS = Map.of(HEADLINE, 4F, SUMMARY, 2F, BODY, 1F, ABOUT, 1F);

	private TextFields() {
	}

}
