package io.broadsheet.ingest.article;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.broadsheet.events.EventJson;
import io.broadsheet.ingest.ledger.Command;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names commands, so that the ledger recognises a repetition.
 */
final class Tickets {

	private static final JsonMapper json = EventJson.mapper();

	private Tickets() {
	}

	static Command.Ticket of(String articleId, @Nullable String idempotencyKey, @Nullable Object... asked) {
		return new Command.Ticket(UuidCreator.getTimeOrderedEpoch().toString(), articleId, idempotencyKey,
				fingerprint(asked));
	}

	private static String fingerprint(@Nullable Object[] asked) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(asked)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
