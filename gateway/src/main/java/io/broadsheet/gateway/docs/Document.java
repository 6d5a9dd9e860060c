package io.broadsheet.gateway.docs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;

import io.broadsheet.gateway.cache.answer.Answer;
import io.broadsheet.gateway.cache.answer.Terms;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Makes answers of documents, known by the hash of their bytes.
 */
final class Document {

	/** Nothing that comes from elsewhere, nothing inline, and in nobody's frame. */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final Terms TERMS = new Terms(Set.of(), false, Duration.ZERO, false);

	private static final int HASH_BYTES = 16;

	private Document() {
	}

	static Answer of(MediaType type, String text) {
		return of(type, text.getBytes(StandardCharsets.UTF_8));
	}

	static Answer of(MediaType type, byte[] bytes) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(type);
		headers.setETag("\"" + hash(bytes) + "\"");
		if (type.isCompatibleWith(MediaType.TEXT_HTML)) {
			headers.set("Content-Security-Policy", POLICY);
		}
		return Answer.of(HttpStatus.OK, headers, bytes, TERMS, 0);
	}

	private static String hash(byte[] bytes) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
			return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
