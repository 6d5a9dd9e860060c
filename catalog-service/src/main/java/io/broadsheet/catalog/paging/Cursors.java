package io.broadsheet.catalog.paging;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.broadsheet.catalog.request.InvalidParameterException;
import io.broadsheet.catalog.request.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Writes cursors for readers, to whom they are opaque, and reads them back. A cursor
 * belongs to one query and is signed (HMAC-SHA-256, RFC 2104, cut to 128 bits), so that
 * only what was handed out is taken: base64url of the signature, a digest of the query,
 * and the place.
 */
public final class Cursors {

	/** The name of the parameter. */
	public static final String PARAMETER = "cursor";

	private static final int LONGEST = 1024;

	private static final int SIGNATURE_BYTES = 16;

	private static final int QUERY_BYTES = 8;

	private static final String MAC = "HmacSHA256";

	private final SecretKeySpec key;

	/**
	 * Creates cursors that are signed.
	 * @param key the key, not empty
	 */
	public Cursors(byte[] key) {
		this.key = new SecretKeySpec(key, MAC);
	}

	/**
	 * Writes a place in a list by time.
	 * @param place the place
	 * @param query everything that says which list it is, but not the page's size
	 * @return letters, digits, {@code -} and {@code _}
	 */
	public String write(Cursor place, String query) {
		return write(place.text(), query);
	}

	/**
	 * Writes a place in any list.
	 * @param place a text that its list understands
	 * @param query everything that says which list it is, but not the page's size
	 * @return letters, digits, {@code -} and {@code _}
	 */
	public String write(String place, String query) {
		byte[] text = place.getBytes(StandardCharsets.UTF_8);
		byte[] signed = ByteBuffer.allocate(QUERY_BYTES + text.length).put(digest(query)).put(text).array();
		byte[] cursor = ByteBuffer.allocate(SIGNATURE_BYTES + signed.length).put(signature(signed)).put(signed).array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
	}

	/**
	 * Reads the place that a request goes on from, in a list by time.
	 * @param parameters the request's
	 * @param query the query, as it was given to {@link #write(Cursor, String)}
	 * @return the place, or null if the request has no cursor
	 * @throws InvalidParameterException if it was not handed out for this query
	 */
	public @Nullable Cursor read(Parameters parameters, String query) {
		String place = readText(parameters, query);
		return (place != null) ? Cursor.of(place) : null;
	}

	/**
	 * Reads the place that a request goes on from, in any list.
	 * @param parameters the request's
	 * @param query the query, as it was given to {@link #write(String, String)}
	 * @return the place, or null if the request has no cursor
	 * @throws InvalidParameterException if it was not handed out for this query
	 */
	public @Nullable String readText(Parameters parameters, String query) {
		String text = parameters.text(PARAMETER, LONGEST);
		return (text != null) ? read(text, query) : null;
	}

	private String read(String text, String query) {
		ByteBuffer cursor = decode(text);
		byte[] signature = new byte[SIGNATURE_BYTES];
		byte[] digest = new byte[QUERY_BYTES];
		try {
			cursor.get(signature).mark().get(digest);
		}
		catch (BufferUnderflowException ex) {
			throw notOurs();
		}
		byte[] place = remaining(cursor);
		if (!MessageDigest.isEqual(signature, signature(remaining(cursor.reset())))) {
			throw notOurs();
		}
		if (!Arrays.equals(digest, digest(query))) {
			throw new InvalidParameterException(PARAMETER, "belongs to a list with other filters or another order");
		}
		return new String(place, StandardCharsets.UTF_8);
	}

	/** Two texts can decode to the same bytes; only the one that was written is taken. */
	private static ByteBuffer decode(String text) {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(text);
			if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
				return ByteBuffer.wrap(bytes);
			}
		}
		catch (IllegalArgumentException ex) {
			// not base64
		}
		throw notOurs();
	}

	private static byte[] remaining(ByteBuffer buffer) {
		byte[] result = new byte[buffer.remaining()];
		buffer.duplicate().get(result);
		return result;
	}

	private static InvalidParameterException notOurs() {
		return new InvalidParameterException(PARAMETER,
				"must be the `next` of a page of this list, unchanged; it may have ended, so begin again without it");
	}

	private static byte[] digest(String query) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
			return Arrays.copyOf(digest, QUERY_BYTES);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	private byte[] signature(byte[] signed) {
		try {
			Mac mac = Mac.getInstance(MAC);
			mac.init(this.key);
			return Arrays.copyOf(mac.doFinal(signed), SIGNATURE_BYTES);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has " + MAC, ex);
		}
	}

}
