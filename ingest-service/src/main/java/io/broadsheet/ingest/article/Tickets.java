package io.broadsheet.ingest.article;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HexFormat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.broadsheet.events.EventJson;
import io.broadsheet.ingest.ledger.Command;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Names commands, so that the ledger recognises a repetition and can tell who asked.
 */
@Component
public class Tickets {

	private final JsonMapper json = EventJson.mapper();

	private final Clock clock;

	Tickets(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Names a command.
	 * @param articleId the article that it is about
	 * @param idempotencyKey the client's own name for it, if it has one
	 * @param by who asks, if that is known
	 * @param asked everything that is asked: a repetition asks for the same
	 * @return its ticket
	 */
	public Command.Ticket of(String articleId, @Nullable String idempotencyKey, @Nullable String by,
			@Nullable Object... asked) {
		return new Command.Ticket(UuidCreator.getTimeOrderedEpoch().toString(), articleId, idempotencyKey,
				fingerprint(asked), OffsetDateTime.now(this.clock), by);
	}

	/**
	 * What tells the same from something else.
	 * @param asked what is compared
	 * @return a hash of it
	 */
	public String fingerprint(@Nullable Object... asked) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			this.json.writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), asked);
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
