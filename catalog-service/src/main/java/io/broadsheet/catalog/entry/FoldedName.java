package io.broadsheet.catalog.entry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Folds people's names so that they can be found however they are typed: without case,
 * without the accents of Latin, Greek and Cyrillic letters, without regard to spaces.
 * {@code Linh  ĐỖ} and {@code linh do} are one. The result is stored, so a change of this
 * asks for a rebuild of the catalog.
 */
public final class FoldedName {

	private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

	/** Letters with a stroke, and double ones: Unicode does not take them apart. */
	private static final Map<Integer, String> LETTERS = Map.of((int) 'đ', "d", (int) 'ð', "d", (int) 'ħ', "h",
			(int) 'ł', "l", (int) 'ø', "o", (int) 'ŧ', "t", (int) 'þ', "th", (int) 'æ', "ae", (int) 'œ', "oe");

	private FoldedName() {
	}

	/**
	 * Folds a name.
	 * @param name as it was typed
	 * @return what all ways of typing it have in common; empty if nothing is left
	 */
	public static String of(String name) {
		String apart = withoutCase(Normalizer.normalize(name, Normalizer.Form.NFD));
		String plain = ACCENTS.matcher(Normalizer.normalize(apart, Normalizer.Form.NFKD)).replaceAll("");
		String lower = withoutCase(plain);
		StringBuilder result = new StringBuilder(lower.length());
		lower.codePoints().forEach((letter) -> {
			String other = LETTERS.get(letter);
			if (other != null) {
				result.append(other);
			}
			else {
				result.appendCodePoint(letter);
			}
		});
		String folded = Normalizer.normalize(result, Normalizer.Form.NFC);
		return BLANKS.matcher(folded).replaceAll(" ").strip();
	}

	/** Upper case first: a few letters meet only there, such as ß and ss. */
	private static String withoutCase(String text) {
		return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

}
