package io.broadsheet.ingest.ledger;

import java.util.Map;

import com.github.slugify.Slugify;

/**
 * The readable addresses of articles: the headline in ASCII letters and digits, then a
 * short form of the article's id, which makes it unique.
 */
final class Slugs {

	private static final int LONGEST = 80;

	private static final String WITHOUT_WORDS = "article";

	private static final Slugify slugify = Slugify.builder().customReplacements(Map.of("đ", "d", "Đ", "D")).build();

	private Slugs() {
	}

	static String of(String headline, String articleId) {
		String words = slugify.slugify(headline).replace('_', '-').replaceAll("-{2,}", "-");
		String shortened = shorten(words).replaceAll("^-+|-+$", "");
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
