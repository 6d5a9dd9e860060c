package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

import io.broadsheet.events.Article;
import org.jspecify.annotations.Nullable;

/**
 * The article was taken away from readers, or cancelled before they saw it.
 *
 * @param article as it last was
 * @param at since when
 * @param reason in words for readers
 * @param bySource whether its source did it, and not an editor
 * @param publishAt when readers would have seen it, or null if they have
 * @param editorsTime the time that an editor had given for that, if one had
 */
public record Withdrawn(Article article, OffsetDateTime at, String reason, boolean bySource,
		@Nullable OffsetDateTime publishAt, @Nullable OffsetDateTime editorsTime) implements Gone {

	public Withdrawn {
		Objects.requireNonNull(article, "article");
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(reason, "reason");
	}

	@Override
	public String name() {
		return WITHDRAWN;
	}

	@Override
	public Optional<Article> text() {
		return Optional.of(this.article);
	}

	@Override
	public boolean wasPublic() {
		return this.publishAt == null;
	}

	@Override
	public Decision restore(LedgerEntry entry, Command.Restore command, Desk desk) {
		return entry.conflict(command.expectedRevision()).orElseGet(() -> desk.restore(entry, this));
	}

	@Override
	public Decision use(LedgerEntry entry, Command.Import command, Desk desk) {
		if (!this.bySource) {
			return Decision.gone(this.reason);
		}
		if (!wasPublic()) {
			return desk.take(entry, command);
		}
		if (command.publishAt() != null && !desk.isDue(command.publishAt())) {
			return desk.tooLate();
		}
		return desk.bringBack(entry, this.article, command.content());
	}

}
