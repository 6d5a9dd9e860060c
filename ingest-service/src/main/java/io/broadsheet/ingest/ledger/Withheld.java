package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

import io.broadsheet.events.Article;

/**
 * Its source took the article back before it told what it says. That is kept, so that a
 * text which was overtaken by its own kill is not published.
 *
 * @param at since when
 * @param reason in words for editors
 */
public record Withheld(OffsetDateTime at, String reason) implements Gone {

	public Withheld {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(reason, "reason");
	}

	@Override
	public String name() {
		return WITHHELD;
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
		return Decision.gone(this.reason);
	}

	@Override
	public Decision use(LedgerEntry entry, Command.Import command, Desk desk) {
		return desk.take(entry, command);
	}

}
