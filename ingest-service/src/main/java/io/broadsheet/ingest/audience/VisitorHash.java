package io.broadsheet.ingest.audience;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/**
 * Makes visitors unrecognisable: HMAC-SHA256
 * (<a href="https://www.rfc-editor.org/rfc/rfc2104.html">RFC 2104</a>) under a key of a
 * scope, so that a reader is the same visitor within the scope, another one outside of
 * it, and nobody without the secret can tell who it was.
 */
public final class VisitorHash {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int BYTES = 16;

	/** Enough for the days that views may be of, and for articles that are read now. */
	private static final int REMEMBERED_KEYS = 256;

	/** What of a day still belongs to the day before. */
	private static final Duration NIGHT = Duration.ofHours(4);

	private final ZoneId zone;

	private final LoadingCache<String, Mac> keyed;

	/**
	 * Creates a hash.
	 * @param secret the key of all keys
	 * @param zone the publisher's
	 */
	public VisitorHash(byte[] secret, ZoneId zone) {
		this.zone = zone;
		Mac master = keyedWith(secret);
		this.keyed = Caffeine.newBuilder()
			.maximumSize(REMEMBERED_KEYS)
			.build((scope) -> keyedWith(hash(master, scope)));
	}

	/**
	 * The visitor that a reader is for one day. It ends at four in the morning, when the
	 * fewest read: who reads an article before and after is counted twice.
	 * @param identity what tells the reader from others
	 * @param at a moment of the day
	 * @return 22 characters of Base64url
	 */
	public String ofDay(String identity, Instant at) {
		return of(LocalDate.ofInstant(at.minus(NIGHT), this.zone).toString(), identity);
	}

	/**
	 * The visitor that a reader is to one article, for good.
	 * @param identity what tells the reader from others
	 * @param articleId the article
	 * @return 22 characters of Base64url
	 */
	public String ofArticle(String identity, String articleId) {
		return of("article/" + articleId, identity);
	}

	private String of(String scope, String identity) {
		byte[] hash = hash(this.keyed.get(scope), identity);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
	}

	private static Mac keyedWith(byte[] key) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has " + ALGORITHM, ex);
		}
	}

	/** A copy is cheaper than a new one, and the one that is copied never changes. */
	private static byte[] hash(Mac keyed, String message) {
		try {
			return ((Mac) keyed.clone()).doFinal(message.getBytes(StandardCharsets.UTF_8));
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ALGORITHM + " of this Java can't be copied", ex);
		}
	}

}
