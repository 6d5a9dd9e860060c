package io.broadsheet.ingest.field;

import java.util.regex.Pattern;

/**
 * What the id of an article looks like, wherever one is named by who need not know
 * whether it exists.
 */
public final class ArticleId {

	/** A regular expression, to be matched as a whole. */
	public static final String REGEXP = "[A-Za-z0-9-]{1,64}";

	private static final Pattern PATTERN = Pattern.compile(REGEXP);

	private ArticleId() {
	}

	/**
	 * Looks at a text.
	 * @param text any
	 * @return whether an article may have this id
	 */
	public static boolean matches(String text) {
		return PATTERN.matcher(text).matches();
	}

}
