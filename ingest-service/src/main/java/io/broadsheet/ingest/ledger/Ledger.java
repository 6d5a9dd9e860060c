package io.broadsheet.ingest.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Decides commands. A pure function of the command, the entry and the time: the same
 * three give the same decision, always.
 */
public final class Ledger {

	private final Publisher publisher;

	/**
	 * Opens a ledger.
	 * @param publisher whose articles it decides about
	 */
	public Ledger(Publisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * Decides a command.
	 * @param command what is asked
	 * @param entry how the article stands, or null if there is none
	 * @param instant when the command takes effect, if it does
	 * @return the decision
	 */
	public Decision decide(Command command, @Nullable LedgerEntry entry, Instant instant) {
		OffsetDateTime now = this.publisher.inZone(instant);
		Desk desk = new Desk(this.publisher, now, command);
		if (entry == null) {
			return remember(command.withoutEntry(desk), command, null, now);
		}
		Optional<Decision> before = entry.answeredBefore(command.ticket(), now);
		return before.orElseGet(() -> remember(command.with(entry, desk), command, entry, now));
	}

	private Decision remember(Decision decision, Command command, @Nullable LedgerEntry before, OffsetDateTime now) {
		return decision.change()
			.<Decision>map((accepted) -> new Decision.Accepted(accepted.outcome(),
					accepted.entry().after(command, before, accepted.outcome(), now), accepted.announcement()))
			.orElse(decision);
	}

}
