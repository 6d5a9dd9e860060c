package io.broadsheet.ingest.ledger;

import java.util.Objects;
import java.util.Optional;

import io.broadsheet.events.Article;

/**
 * Readers can see the article.
 *
 * @param article as they see it
 */
public record Published(Article article) implements Standing {

	/** All of them are told with each revision, and a record has an end. */
	private static final int MOST_CORRECTIONS = 100;

	public Published {
		Objects.requireNonNull(article, "article");
	}

	@Override
	public String name() {
		return PUBLISHED;
	}

	@Override
	public Optional<Article> text() {
		return Optional.of(this.article);
	}

	@Override
	public boolean wasPublic() {
		return true;
	}

	@Override
	public Decision revise(LedgerEntry entry, Command.Revise command, Desk desk) {
		return entry.conflict(command.expectedRevision())
			.or(() -> command.changesSource(this.article))
			.or(() -> refuse(command, desk))
			.orElseGet(() -> desk.revise(entry, this.article, command.content(), command.correction()));
	}

	private Optional<Decision> refuse(Command.Revise command, Desk desk) {
		if (command.publishAt() != null) {
			return Optional.of(desk.tooLate());
		}
		if (desk.movesPublication(this.article, command.content())) {
			return Optional.of(Decision.rejected("/publishedAt", "can't change: readers have seen the article"));
		}
		if (command.correction() != null && this.article.corrections().size() >= MOST_CORRECTIONS) {
			return Optional.of(Decision.rejected("/correction",
					"can't be added: the article has " + MOST_CORRECTIONS + " already"));
		}
		return Optional.empty();
	}

	@Override
	public Decision withdraw(LedgerEntry entry, Command.Withdraw command, Desk desk) {
		return entry.conflict(command.expectedRevision())
			.orElseGet(() -> desk.withdraw(entry, this.article, command.reason(), false));
	}

	@Override
	public Decision use(LedgerEntry entry, Command.Import command, Desk desk) {
		if (entry.wasSaid(command) || desk.saysTheSame(this.article, command.content())) {
			return Decision.unchanged(entry.revision());
		}
		if (command.publishAt() != null && !desk.isDue(command.publishAt())) {
			return desk.tooLate();
		}
		return desk.revise(entry, this.article, command.content(), null);
	}

	@Override
	public Decision takeBack(LedgerEntry entry, Command.Import command, Desk desk) {
		return entry.wasImported(command.ticket()) ? Decision.unchanged(entry.revision())
				: desk.withdraw(entry, this.article, command.status().reason(), true);
	}

}
