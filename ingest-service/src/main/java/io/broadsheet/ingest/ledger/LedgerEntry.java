package io.broadsheet.ingest.ledger;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.broadsheet.events.Article;
import org.jspecify.annotations.Nullable;

/**
 * How an article stands in the ledger.
 *
 * @param article the article at its last revision that readers could see
 * @param revision the revision of the entry; greater than the article's after a
 * withdrawal
 * @param withdrawal why readers can't see the article any more, or null if they can
 * @param answered the commands with an idempotency key that took effect in the last
 * {@link #MEMORY}, oldest first
 */
public record LedgerEntry(Article article, long revision, @Nullable Withdrawal withdrawal, List<Answered> answered) {

	/** How long an idempotency key is remembered. */
	public static final Duration MEMORY = Duration.ofHours(24);

	/** More keys of one article are not remembered: an entry is one record. */
	static final int MOST_KEYS = 1000;

	public LedgerEntry {
		answered = List.copyOf(answered);
	}

	Optional<Decision> answeredBefore(Command.Ticket ticket, OffsetDateTime now) {
		return this.answered.stream()
			.filter((answer) -> answer.key().equals(ticket.idempotencyKey()) && answer.isRemembered(now))
			.findFirst()
			.map((answer) -> answer.fingerprint().equals(ticket.fingerprint())
					? new Decision.Duplicate(answer.outcome()) : new Decision.Refused(new Outcome.KeyReused()));
	}

	LedgerEntry remember(Command.Ticket ticket, Outcome.Accepted outcome, OffsetDateTime now) {
		List<Answered> remembered = new ArrayList<>(
				this.answered.stream().filter((answer) -> answer.isRemembered(now)).toList());
		if (remembered.size() == MOST_KEYS) {
			remembered.remove(0);
		}
		if (ticket.idempotencyKey() != null) {
			remembered.add(new Answered(ticket.idempotencyKey(), ticket.fingerprint(), outcome, now));
		}
		return new LedgerEntry(this.article, this.revision, this.withdrawal, remembered);
	}

	/**
	 * Why readers can't see an article any more.
	 *
	 * @param at since when
	 * @param reason in words for readers
	 */
	record Withdrawal(OffsetDateTime at, String reason) {

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
