package io.broadsheet.ingest.ledger;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger decided about a command, and what follows from it.
 */
public sealed interface Decision {

	/**
	 * What to answer.
	 * @return the outcome
	 */
	Outcome outcome();

	/**
	 * What changes.
	 * @return the change, or nothing if all stays as it is
	 */
	default Optional<Accepted> change() {
		return Optional.empty();
	}

	static Decision notFound() {
		return new Refused(new Outcome.NotFound());
	}

	static Decision gone(String reason) {
		return new Refused(new Outcome.Gone(reason));
	}

	static Decision unchanged(long revision) {
		return new Refused(new Outcome.Unchanged(revision));
	}

	static Decision rejected(@Nullable String pointer, String reason) {
		return new Refused(new Outcome.Rejected(pointer, reason));
	}

	/**
	 * The command takes effect.
	 *
	 * @param outcome what to answer
	 * @param entry how the article stands from now on
	 * @param announcement what to tell the world
	 */
	record Accepted(Outcome.Accepted outcome, LedgerEntry entry, Announcement announcement) implements Decision {

		@Override
		public Optional<Accepted> change() {
			return Optional.of(this);
		}

	}

	/**
	 * The command takes no effect.
	 *
	 * @param outcome why
	 */
	record Refused(Outcome outcome) implements Decision {

	}

	/**
	 * The command changes nothing that anybody sees, but the ledger remembers it.
	 *
	 * @param outcome why nothing changes
	 * @param entry what to remember
	 */
	record Noted(Outcome outcome, LedgerEntry entry) implements Decision {

	}

	/**
	 * The command took effect before; it is not carried out again.
	 *
	 * @param outcome what was answered then
	 */
	record Duplicate(Outcome.Accepted outcome) implements Decision {

	}

}
