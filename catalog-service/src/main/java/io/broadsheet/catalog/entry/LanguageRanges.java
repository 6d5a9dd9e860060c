package io.broadsheet.catalog.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which language ranges match a language tag: basic filtering of RFC 4647, 3.3.1.
 * {@code zh-Hant-TW} is found by {@code zh}, {@code zh-hant} and {@code zh-hant-tw}.
 */
public final class LanguageRanges {

	private LanguageRanges() {
	}

	/**
	 * All ranges that match a tag.
	 * @param tag BCP 47 tag
	 * @return the ranges in lower case, the widest first
	 */
	public static List<String> of(String tag) {
		String range = of(tag, tag.length());
		List<String> result = new ArrayList<>();
		for (int end = range.indexOf('-'); end > 0; end = range.indexOf('-', end + 1)) {
			result.add(of(range, end));
		}
		result.add(range);
		return List.copyOf(result);
	}

	private static String of(String tag, int end) {
		return tag.substring(0, end).toLowerCase(Locale.ROOT);
	}

}
