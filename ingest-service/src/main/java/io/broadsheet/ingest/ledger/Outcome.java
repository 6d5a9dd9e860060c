package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What the ledger answers to a command.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({ @JsonSubTypes.Type(value = Outcome.Accepted.class, name = "accepted"),
		@JsonSubTypes.Type(value = Outcome.Exists.class, name = "exists"),
		@JsonSubTypes.Type(value = Outcome.Conflict.class, name = "conflict"),
		@JsonSubTypes.Type(value = Outcome.NotFound.class, name = "not-found"),
		@JsonSubTypes.Type(value = Outcome.Gone.class, name = "gone"),
		@JsonSubTypes.Type(value = Outcome.KeyReused.class, name = "key-reused"),
		@JsonSubTypes.Type(value = Outcome.Rejected.class, name = "rejected") })
public sealed interface Outcome {

	/**
	 * The command took effect.
	 *
	 * @param revision the article's revision since
	 * @param state whether readers can see it: {@code published} or {@code withdrawn}
	 * @param slug the readable part of its address
	 * @param url its canonical address
	 * @param publishedAt when readers could first see it
	 * @param updatedAt when the command took effect
	 */
	record Accepted(long revision, String state, String slug, String url, OffsetDateTime publishedAt,
			OffsetDateTime updatedAt) implements Outcome {

	}

	/**
	 * There is an article of this id already.
	 *
	 * @param revision its revision
	 * @param slug its slug
	 */
	record Exists(long revision, String slug) implements Outcome {

	}

	/**
	 * Somebody else was faster.
	 *
	 * @param currentRevision the revision that the article has by now
	 */
	record Conflict(long currentRevision) implements Outcome {

	}

	/** There is no such article. */
	record NotFound() implements Outcome {

	}

	/**
	 * The article was withdrawn before.
	 *
	 * @param reason why
	 */
	record Gone(String reason) implements Outcome {

	}

	/** The idempotency key belongs to another command. */
	record KeyReused() implements Outcome {

	}

	/**
	 * The command can't be carried out.
	 *
	 * @param reason why
	 */
	record Rejected(String reason) implements Outcome {

	}

}
