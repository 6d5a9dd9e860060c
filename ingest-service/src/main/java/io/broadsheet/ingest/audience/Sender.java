package io.broadsheet.ingest.audience;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Who sends what a reader does. Handlers that want to know take it as a parameter, and
 * always get one.
 *
 * @param identity what tells this reader from others, not to be kept or told as it is:
 * the visitor that the request names, else address and user agent; null for a program
 * that names neither a visitor nor itself
 * @param robot whether it says of itself that it is a robot
 */
public record Sender(@Nullable String identity, boolean robot) {

	/** The most characters of a visitor's id. */
	static final int LONGEST_VISITOR = 64;

	private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}\\uFFFD]++");

	/**
	 * The visitor that a program names, which is the same from wherever it is named.
	 * @param visitor opaque, such as the id of an app's installation
	 * @return what tells it from others, or null if it is not 1 to 64 printable
	 * characters
	 */
	public static @Nullable String named(String visitor) {
		if (visitor.length() > LONGEST_VISITOR || !PRINTABLE.matcher(visitor).matches()) {
			return null;
		}
		return "id:" + visitor;
	}

	/** Tells nobody who it is. */
	@Override
	public String toString() {
		return "Sender[robot=" + this.robot + "]";
	}

}
