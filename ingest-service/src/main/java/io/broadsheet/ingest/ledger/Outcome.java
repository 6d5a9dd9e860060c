package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

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
		@JsonSubTypes.Type(value = Outcome.Unchanged.class, name = "unchanged"),
		@JsonSubTypes.Type(value = Outcome.Misfit.class, name = "misfit"),
		@JsonSubTypes.Type(value = Outcome.Rejected.class, name = "rejected") })
public sealed interface Outcome {

	/**
	 * The command took effect.
	 *
	 * @param revision the article's revision since
	 * @param state one of {@link Standing}'s names
	 * @param slug the readable part of its address, unless it was purged
	 * @param url its canonical address, unless it was purged
	 * @param publishedAt when readers could first see it, if they could
	 * @param publishAt when they may see it, if it is scheduled
	 * @param updatedAt when the command took effect
	 */
	record Accepted(long revision, String state, @Nullable String slug, @Nullable String url,
			@Nullable OffsetDateTime publishedAt, @Nullable OffsetDateTime publishAt,
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
	 * The article was withdrawn or purged before.
	 *
	 * @param reason why
	 */
	record Gone(String reason) implements Outcome {

	}

	/**
	 * The article stands as it should already.
	 *
	 * @param revision its revision, or 0 if there is none and should be none
	 */
	record Unchanged(long revision) implements Outcome {

	}

	/**
	 * The command does not fit the state that the article is in.
	 *
	 * @param state one of {@link Standing}'s names
	 * @param currentRevision the revision that the article has
	 */
	record Misfit(String state, long currentRevision) implements Outcome {

	}

	/** The idempotency key belongs to another command. */
	record KeyReused() implements Outcome {

	}

	/**
	 * The command can't be carried out.
	 *
	 * @param pointer which field is to blame, as a JSON pointer, if it is one
	 * @param reason what is wrong with it
	 */
	record Rejected(@Nullable String pointer, String reason) implements Outcome {

	}

}
