package io.broadsheet.ingest.article;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HexFormat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.broadsheet.events.EventJson;
import io.broadsheet.ingest.ledger.Command;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import org.springframework.stereotype.Component;

/**
 * Names commands, so that the ledger recognises a repetition and can tell who asked.
 */
@Component
public class Tickets {

	private final JsonMapper json = EventJson.mapper()
		.rebuild()
		.addModule(new SimpleModule("digests").addSerializer(String.class, new DigestOfLongText()))
		.build();

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

	private String fingerprint(@Nullable Object[] asked) {
		return digest(this.json.writeValueAsBytes(asked));
	}

	private static String digest(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/** A body is not written as JSON for the sake of its digest. */
	private static final class DigestOfLongText extends StdSerializer<String> {

		private static final int LONG = 1024;

		private DigestOfLongText() {
			super(String.class);
		}

		@Override
		public void serialize(String text, JsonGenerator generator, SerializationContext context) {
			generator.writeString((text.length() < LONG) ? text : digest(text.getBytes(StandardCharsets.UTF_8)));
		}

	}

}
