package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

import io.broadsheet.events.Article;

/**
 * The article was erased. That it was there is kept, so that its source does not bring it
 * back.
 *
 * @param at since when
 */
public record Purged(OffsetDateTime at) implements Gone {

	private static final String REASON = "it was purged";

	public Purged {
		Objects.requireNonNull(at, "at");
	}

	@Override
	public String reason() {
		return REASON;
	}

	@Override
	public String name() {
		return PURGED;
	}

	@Override
	public Optional<Article> text() {
		return Optional.empty();
	}

	@Override
	public boolean wasPublic() {
		return false;
	}

	@Override
	public Decision publish(LedgerEntry entry, Command.Publish command, Desk desk) {
		return Decision.gone(REASON);
	}

	@Override
	public Decision restore(LedgerEntry entry, Command.Restore command, Desk desk) {
		return Decision.gone(REASON);
	}

	@Override
	public Decision purge(LedgerEntry entry, Command.Purge command, Desk desk) {
		return Decision.unchanged(entry.revision());
	}

	@Override
	public Decision use(LedgerEntry entry, Command.Import command, Desk desk) {
		return Decision.gone(REASON);
	}

}
