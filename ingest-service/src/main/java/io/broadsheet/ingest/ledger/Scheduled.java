package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

import io.broadsheet.events.Article;
import org.jspecify.annotations.Nullable;

/**
 * The article waits for its time.
 *
 * @param article as it will be published; its time of publication is the planned one
 * @param publishAt when readers may see it
 * @param editorsTime the time that an editor gave, before which no source brings it out;
 * null if none did
 */
public record Scheduled(Article article, OffsetDateTime publishAt,
		@Nullable OffsetDateTime editorsTime) implements Standing {

	public Scheduled {
		Objects.requireNonNull(article, "article");
		Objects.requireNonNull(publishAt, "publishAt");
	}

	@Override
	public String name() {
		return SCHEDULED;
	}

	@Override
	public Optional<Article> text() {
		return Optional.of(this.article);
	}

	@Override
	public boolean wasPublic() {
		return false;
	}

	@Override
	public Decision revise(LedgerEntry entry, Command.Revise command, Desk desk) {
		return entry.conflict(command.expectedRevision())
			.or(() -> command.changesSource(this.article))
			.orElseGet(() -> (command.correction() != null)
					? Decision.rejected("/correction", "readers have not seen the article yet")
					: desk.replan(entry, this, command));
	}

	@Override
	public Decision withdraw(LedgerEntry entry, Command.Withdraw command, Desk desk) {
		return entry.conflict(command.expectedRevision())
			.orElseGet(() -> desk.cancel(entry, this, command.reason(), false));
	}

	@Override
	public Decision use(LedgerEntry entry, Command.Import command, Desk desk) {
		return entry.wasImported(command.ticket()) ? Decision.unchanged(entry.revision()) : desk.take(entry, command);
	}

	@Override
	public Decision takeBack(LedgerEntry entry, Command.Import command, Desk desk) {
		return entry.wasImported(command.ticket()) ? Decision.unchanged(entry.revision())
				: desk.cancel(entry, this, command.status().reason(), true);
	}

	@Override
	public Decision release(LedgerEntry entry, Desk desk) {
		return desk.isDue(this.publishAt) ? desk.release(entry, this.article) : Standing.super.release(entry, desk);
	}

}
