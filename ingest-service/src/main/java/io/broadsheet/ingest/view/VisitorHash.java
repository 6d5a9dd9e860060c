package io.broadsheet.ingest.view;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes visitors unrecognisable: HMAC-SHA256
 * (<a href="https://www.rfc-editor.org/rfc/rfc2104.html">RFC 2104</a>) under a key of the
 * day (UTC), so that a reader is the same visitor all day, another one the next day, and
 * nobody without the secret can tell who it was.
 */
final class VisitorHash {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int BYTES = 16;

	private final byte[] secret;

	VisitorHash(byte[] secret) {
		this.secret = secret.clone();
	}

	String of(String visitor, Instant at) {
		byte[] keyOfTheDay = hmac(this.secret, at.atOffset(ZoneOffset.UTC).toLocalDate().toString());
		byte[] hash = hmac(keyOfTheDay, visitor);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
	}

	private static byte[] hmac(byte[] key, String message) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has " + ALGORITHM, ex);
		}
	}

}
