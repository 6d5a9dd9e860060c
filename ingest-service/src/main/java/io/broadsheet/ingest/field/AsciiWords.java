package io.broadsheet.ingest.field;

import java.util.Map;

import com.github.slugify.Slugify;

/**
 * Words of any language in lower-case letters and digits of ASCII, as slugs have them.
 */
public final class AsciiWords {

	/** Letters that don't decompose into a letter of ASCII and an accent. */
	private static final Map<String, String> UNFOLDABLE = Map.of("đ", "d", "Đ", "D", "ø", "o", "Ø", "O", "æ", "ae", "Æ",
			"AE", "ł", "l", "Ł", "L", "ß", "ss");

	private static final Slugify slugify = Slugify.builder().customReplacements(UNFOLDABLE).build();

	private AsciiWords() {
	}

	/**
	 * Folds words, and leaves out what can't be folded.
	 * @param words of any language
	 * @return lower-case ASCII letters and digits, with single hyphens between words;
	 * empty if there are none
	 */
	public static String of(String words) {
		return slugify.slugify(words).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
	}

}
