package io.broadsheet.ingest.ledger;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.broadsheet.events.Article;
import org.jspecify.annotations.Nullable;

/**
 * The state of an article, and which commands fit it. A command that a state says nothing
 * of does not fit.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({ @JsonSubTypes.Type(value = Standing.Scheduled.class, name = Standing.SCHEDULED),
		@JsonSubTypes.Type(value = Standing.Published.class, name = Standing.PUBLISHED),
		@JsonSubTypes.Type(value = Standing.Withdrawn.class, name = Standing.WITHDRAWN),
		@JsonSubTypes.Type(value = Standing.Purged.class, name = Standing.PURGED) })
public sealed interface Standing {

	/** Waits for its time; readers know nothing of it. */
	String SCHEDULED = "scheduled";

	/** Readers can see it. */
	String PUBLISHED = "published";

	/** Taken away from readers, or cancelled before they saw it. */
	String WITHDRAWN = "withdrawn";

	/** Erased. */
	String PURGED = "purged";

	/** All of them are told with each revision, and a record has an end. */
	int MOST_CORRECTIONS = 100;

	/**
	 * The state's name.
	 * @return one of {@link #SCHEDULED}, {@link #PUBLISHED}, {@link #WITHDRAWN} and
	 * {@link #PURGED}
	 */
	@JsonIgnore
	String name();

	/**
	 * The article at the last revision of its text.
	 * @return the article, or nothing if it was purged
	 */
	@JsonIgnore
	Optional<Article> text();

	/**
	 * Whether readers have ever seen the article.
	 * @return false if nothing of it may stand on a public topic
	 */
	@JsonIgnore
	boolean wasPublic();

	default Decision publish(LedgerEntry entry) {
		return new Decision.Refused(new Outcome.Exists(entry.revision(),
				text().map(Article::slug).orElseThrow(IllegalStateException::new)));
	}

	Decision revise(LedgerEntry entry, Command.Revise command, Desk desk);

	Decision withdraw(LedgerEntry entry, Command.Withdraw command, Desk desk);

	default Decision restore(LedgerEntry entry, Command.Restore command, Desk desk) {
		return misfit(entry);
	}

	default Decision purge(LedgerEntry entry, Command.Purge command, Desk desk) {
		return entry.conflict(command.expectedRevision()).orElseGet(() -> desk.purge(entry));
	}

	/** The source has the article like this. */
	Decision use(LedgerEntry entry, Command.Import command, Desk desk);

	/** The source wants nobody to see the article. */
	Decision takeBack(LedgerEntry entry, Command.Import command, Desk desk);

	default Decision release(LedgerEntry entry, Desk desk) {
		return misfit(entry);
	}

	private Decision misfit(LedgerEntry entry) {
		return new Decision.Refused(new Outcome.Misfit(name(), entry.revision()));
	}

	/**
	 * The article waits for its time.
	 *
	 * @param article as it will be published; its time of publication is the planned one
	 * @param publishAt when readers may see it
	 */
	record Scheduled(Article article, OffsetDateTime publishAt) implements Standing {

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
				.or(() -> sameSource(this.article, command))
				.orElseGet(() -> {
					if (command.correction() != null) {
						return Decision.rejected("/correction", "readers have not seen the article yet");
					}
					OffsetDateTime time = (command.publishAt() != null) ? command.publishAt() : this.publishAt;
					return desk.schedule(entry, command.ticket(), command.content(), time);
				});
		}

		@Override
		public Decision withdraw(LedgerEntry entry, Command.Withdraw command, Desk desk) {
			return entry.conflict(command.expectedRevision())
				.orElseGet(() -> desk.cancel(entry, this, command.reason(), false));
		}

		@Override
		public Decision use(LedgerEntry entry, Command.Import command, Desk desk) {
			if (entry.wasImported(command.ticket())) {
				return Decision.unchanged(entry.revision());
			}
			return desk.schedule(entry, command.ticket(), command.content(), command.publishAt());
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

	/**
	 * Readers can see the article.
	 *
	 * @param article as they see it
	 */
	record Published(Article article) implements Standing {

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
				.or(() -> sameSource(this.article, command))
				.orElseGet(() -> {
					if (command.publishAt() != null) {
						return tooLate();
					}
					if (desk.movesPublication(this.article, command.content())) {
						return Decision.rejected("/publishedAt", "can't change: readers have seen the article");
					}
					if (command.correction() != null && this.article.corrections().size() >= MOST_CORRECTIONS) {
						return Decision.rejected("/correction",
								"can't be added: the article has " + MOST_CORRECTIONS + " already");
					}
					return desk.revise(entry, this.article, command.content(), command.correction());
				});
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
			if (command.publishAt() != null) {
				return tooLate();
			}
			return desk.revise(entry, this.article, command.content(), null);
		}

		@Override
		public Decision takeBack(LedgerEntry entry, Command.Import command, Desk desk) {
			return entry.wasImported(command.ticket()) ? Decision.unchanged(entry.revision())
					: desk.withdraw(entry, this.article, command.status().reason(), true);
		}

	}

	/**
	 * The article was taken away from readers, or cancelled before they saw it.
	 *
	 * @param article as it last was
	 * @param at since when
	 * @param reason in words for readers
	 * @param bySource whether its source did it, and not an editor
	 * @param publishAt when readers would have seen it, or null if they have
	 */
	record Withdrawn(Article article, OffsetDateTime at, String reason, boolean bySource,
			@Nullable OffsetDateTime publishAt) implements Standing {

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
		public Decision revise(LedgerEntry entry, Command.Revise command, Desk desk) {
			return gone();
		}

		@Override
		public Decision withdraw(LedgerEntry entry, Command.Withdraw command, Desk desk) {
			return gone();
		}

		@Override
		public Decision restore(LedgerEntry entry, Command.Restore command, Desk desk) {
			return entry.conflict(command.expectedRevision()).orElseGet(() -> desk.restore(entry, this));
		}

		@Override
		public Decision use(LedgerEntry entry, Command.Import command, Desk desk) {
			if (!this.bySource) {
				return gone();
			}
			if (!wasPublic()) {
				return desk.schedule(entry, command.ticket(), command.content(), command.publishAt());
			}
			return (command.publishAt() != null) ? tooLate() : desk.bringBack(entry, this.article, command.content());
		}

		@Override
		public Decision takeBack(LedgerEntry entry, Command.Import command, Desk desk) {
			return Decision.unchanged(entry.revision());
		}

		private Decision gone() {
			return new Decision.Refused(new Outcome.Gone(this.reason));
		}

	}

	/**
	 * The article was erased. That it was there is kept, so that its source does not
	 * bring it back.
	 *
	 * @param at since when
	 */
	record Purged(OffsetDateTime at) implements Standing {

		private static final String REASON = "it was purged";

		public Purged {
			Objects.requireNonNull(at, "at");
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
		public Decision publish(LedgerEntry entry) {
			return gone();
		}

		@Override
		public Decision revise(LedgerEntry entry, Command.Revise command, Desk desk) {
			return gone();
		}

		@Override
		public Decision withdraw(LedgerEntry entry, Command.Withdraw command, Desk desk) {
			return gone();
		}

		@Override
		public Decision restore(LedgerEntry entry, Command.Restore command, Desk desk) {
			return gone();
		}

		@Override
		public Decision purge(LedgerEntry entry, Command.Purge command, Desk desk) {
			return Decision.unchanged(entry.revision());
		}

		@Override
		public Decision use(LedgerEntry entry, Command.Import command, Desk desk) {
			return gone();
		}

		@Override
		public Decision takeBack(LedgerEntry entry, Command.Import command, Desk desk) {
			return Decision.unchanged(entry.revision());
		}

		private static Decision gone() {
			return new Decision.Refused(new Outcome.Gone(REASON));
		}

	}

	private static Decision tooLate() {
		return Decision.rejected("/publishAt", "comes too late: readers have seen the article");
	}

	private static Optional<Decision> sameSource(Article article, Command.Revise command) {
		String externalId = command.content().externalId();
		if (externalId == null || externalId.equals(article.externalId())) {
			return Optional.empty();
		}
		return Optional.of(Decision.rejected("/externalId",
				"can't change: the article's id is made of the one that it was published with"));
	}

}
