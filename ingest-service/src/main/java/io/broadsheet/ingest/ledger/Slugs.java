package io.broadsheet.ingest.ledger;

import io.broadsheet.ingest.field.AsciiWords;

/**
 * The readable addresses of articles: the headline in ASCII letters and digits, then a
 * short form of the article's id, which makes it unique.
 */
final class Slugs {

	private static final int LONGEST = 80;

	private static final String WITHOUT_WORDS = "article";

	private Slugs() {
	}

	static String of(String headline, String articleId) {
		String shortened = shorten(AsciiWords.of(headline));
		return (shortened.isEmpty() ? WITHOUT_WORDS : shortened) + "-" + shortId(articleId);
	}

	private static String shorten(String words) {
		if (words.length() <= LONGEST) {
			return words;
		}
		int lastWord = words.lastIndexOf('-', LONGEST);
		return words.substring(0, (lastWord > 0) ? lastWord : LONGEST);
	}

	private static String shortId(String articleId) {
		String last = articleId.substring(articleId.lastIndexOf('-') + 1);
		return Long.toString(Long.parseLong(last, 16), 36);
	}

}
