package io.broadsheet.ingest.article;

import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import org.jspecify.annotations.Nullable;

/**
 * The ids of new articles, UUIDs of
 * <a href= "https://www.rfc-editor.org/rfc/rfc9562.html">RFC 9562</a>: made from what the
 * client calls the article or its request (version 5), so that a repetition meets the
 * same article; else from the time (version 7).
 */
public final class ArticleIds {

	private static final UUID EXTERNAL_IDS = UUID.fromString("7b5c1d5e-3a86-4b0c-9a57-2f7e4f7c9a10");

	private static final UUID IDEMPOTENCY_KEYS = UUID.fromString("d0c7a4a2-5b1e-4d4f-8f0a-6a4f3f0f2b11");

	private ArticleIds() {
	}

	/**
	 * The id of a new article.
	 * @param externalId what the system that it comes from calls it
	 * @param idempotencyKey what the client calls its request
	 * @return the same id for the same {@code externalId}, else for the same key, else a
	 * new one
	 */
	public static String of(@Nullable String externalId, @Nullable String idempotencyKey) {
		if (externalId != null) {
			return UuidCreator.getNameBasedSha1(EXTERNAL_IDS, externalId).toString();
		}
		if (idempotencyKey != null) {
			return UuidCreator.getNameBasedSha1(IDEMPOTENCY_KEYS, idempotencyKey).toString();
		}
		return UuidCreator.getTimeOrderedEpoch().toString();
	}

}
