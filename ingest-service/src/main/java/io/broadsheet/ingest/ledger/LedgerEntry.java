package io.broadsheet.ingest.ledger;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How an article stands in the ledger.
 *
 * @param articleId the article
 * @param current how it stands, since when, and who made it so
 * @param imported the fingerprint of the last import that took effect, if one did
 * @param importedText the fingerprint of that import without its time, null also if an
 * earlier version took it in
 * @param importedVersion when the source made the version that was taken in, if it tells
 * @param answered the commands with an idempotency key that took effect in the last
 * {@link #MEMORY}, oldest first
 */
public record LedgerEntry(String articleId, Revision current, @Nullable String imported, @Nullable String importedText,
		@Nullable OffsetDateTime importedVersion, List<Answered> answered) {

	/** How long an idempotency key is remembered. */
	public static final Duration MEMORY = Duration.ofHours(24);

	/** More keys of one article are not remembered: an entry is one record. */
	static final int MOST_KEYS = 200;

	public LedgerEntry {
		Objects.requireNonNull(articleId, "articleId");
		Objects.requireNonNull(current, "current");
		answered = List.copyOf(answered);
	}

	/** An entry that was never imported. */
	static LedgerEntry of(String articleId, Revision current, List<Answered> answered) {
		return new LedgerEntry(articleId, current, null, null, null, answered);
	}

	/**
	 * The revision of the entry; greater than that of the article's text after a
	 * withdrawal.
	 * @return 1, 2, 3, …
	 */
	public long revision() {
		return this.current.revision();
	}

	/**
	 * The state that the article is in.
	 * @return its state
	 */
	public Standing standing() {
		return this.current.standing();
	}

	/** A decision against a command whose author has not seen this revision. */
	Optional<Decision> conflict(@Nullable Long expectedRevision) {
		return (expectedRevision == null || expectedRevision == revision()) ? Optional.empty()
				: Optional.of(new Decision.Refused(new Outcome.Conflict(revision())));
	}

	/** Whether the last import asked for the same. */
	boolean wasImported(Command.Ticket ticket) {
		return ticket.fingerprint().equals(this.imported);
	}

	/** Whether the last import said the same, whatever its time. */
	boolean wasSaid(Command.Import command) {
		return wasImported(command.ticket())
				|| this.importedText != null && this.importedText.equals(command.textFingerprint());
	}

	/** Whether the last import was of a later version than this one. */
	boolean isAhead(Command.Import command) {
		return this.importedVersion != null && command.versionAt() != null
				&& command.versionAt().isBefore(this.importedVersion);
	}

	/** Whether the last import was of an earlier version than this one, or of none. */
	boolean isBehind(Command.Import command) {
		return command.versionAt() != null && !(standing() instanceof Purged)
				&& (this.importedVersion == null || this.importedVersion.isBefore(command.versionAt()));
	}

	/** The same entry, once its source has made this version. */
	LedgerEntry withVersion(@Nullable OffsetDateTime versionAt) {
		return new LedgerEntry(this.articleId, this.current, this.imported, this.importedText, versionAt,
				this.answered);
	}

	Optional<Decision> answeredBefore(Command.Ticket ticket, OffsetDateTime now) {
		return this.answered.stream()
			.filter((answer) -> answer.key().equals(ticket.idempotencyKey()) && answer.isRemembered(now))
			.findFirst()
			.map((answer) -> answer.fingerprint().equals(ticket.fingerprint())
					? new Decision.Duplicate(answer.outcome()) : new Decision.Refused(new Outcome.KeyReused()));
	}

	/**
	 * This entry as it is to be kept after a command took effect.
	 * @param command what took effect
	 * @param before the entry until then, or null if there was none
	 * @param outcome what is answered
	 * @param now when
	 * @return the entry to keep
	 */
	LedgerEntry after(Command command, @Nullable LedgerEntry before, Outcome.Accepted outcome, OffsetDateTime now) {
		List<Answered> remembered = remembered(command.ticket(), outcome, now);
		if (command instanceof Command.Import last) {
			return new LedgerEntry(this.articleId, this.current, last.ticket().fingerprint(), last.textFingerprint(),
					(last.versionAt() != null || before == null) ? last.versionAt() : before.importedVersion(),
					remembered);
		}
		if (before == null || standing() instanceof Purged) {
			return of(this.articleId, this.current, remembered);
		}
		return new LedgerEntry(this.articleId, this.current, before.imported(), before.importedText(),
				before.importedVersion(), remembered);
	}

	private List<Answered> remembered(Command.Ticket ticket, Outcome.Accepted outcome, OffsetDateTime now) {
		List<Answered> remembered = new ArrayList<>(
				this.answered.stream().filter((answer) -> answer.isRemembered(now)).toList());
		while (remembered.size() >= MOST_KEYS) {
			remembered.remove(0);
		}
		if (ticket.idempotencyKey() != null) {
			remembered.add(new Answered(ticket.idempotencyKey(), ticket.fingerprint(), outcome, now));
		}
		return remembered;
	}

	/**
	 * A command that took effect, remembered by its key.
	 *
	 * @param key the client's idempotency key
	 * @param fingerprint a hash of everything that was asked
	 * @param outcome what was answered
	 * @param at when
	 */
	record Answered(String key, String fingerprint, Outcome.Accepted outcome, OffsetDateTime at) {

		boolean isRemembered(OffsetDateTime now) {
			return this.at.plus(MEMORY).isAfter(now);
		}

	}

}
