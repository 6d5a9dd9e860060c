package io.broadsheet.catalog.article;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * A place in a list: right after the article that was published at this time and has this
 * id. What is published later stands before it, so a cursor stays true.
 *
 * @param publishedAt to the millisecond, as it is stored
 * @param id the article's id
 */
record Cursor(Instant publishedAt, String id) {

	private static final String SEPARATOR = "\n";

	private static final int PARTS = 3;

	/**
	 * Writes the cursor for readers, to whom it is opaque.
	 * @param scope which list it belongs to
	 * @return letters, digits, {@code -} and {@code _}
	 */
	String encode(String scope) {
		String text = String.join(SEPARATOR, String.valueOf(this.publishedAt.toEpochMilli()), scope, this.id);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a cursor.
	 * @param text what a reader sent
	 * @param scope which list the reader asks for
	 * @return the cursor
	 * @throws IllegalArgumentException if the text was never a cursor of this list
	 */
	static Cursor decode(String text, String scope) {
		String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
		String[] parts = decoded.split(SEPARATOR, PARTS);
		if (parts.length != PARTS || !parts[1].equals(scope)) {
			throw new IllegalArgumentException("not a cursor of this list");
		}
		Cursor cursor = new Cursor(instant(parts[0]), parts[2]);
		if (!cursor.encode(scope).equals(text)) {
			throw new IllegalArgumentException("not a cursor as it was handed out");
		}
		return cursor;
	}

	private static Instant instant(String milliseconds) {
		try {
			return Instant.ofEpochMilli(Long.parseLong(milliseconds));
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("not a time", ex);
		}
	}

}
