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
 * What an editor, a source or the clock asks the ledger to do to an article. Which of
 * them fits which state of an article is decided by {@link Standing}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({ @JsonSubTypes.Type(value = Command.Publish.class, name = "publish"),
		@JsonSubTypes.Type(value = Command.Revise.class, name = "revise"),
		@JsonSubTypes.Type(value = Command.Withdraw.class, name = "withdraw"),
		@JsonSubTypes.Type(value = Command.Restore.class, name = "restore"),
		@JsonSubTypes.Type(value = Command.Purge.class, name = "purge"),
		@JsonSubTypes.Type(value = Command.Import.class, name = "import") })
public sealed interface Command {

	/**
	 * What identifies this command.
	 * @return its ticket
	 */
	Ticket ticket();

	/**
	 * What the history of an article calls this command.
	 * @return one word
	 */
	@JsonIgnore
	String change();

	/**
	 * Decides this command about an article that is not there.
	 * @param desk what writes the article
	 * @return the decision
	 */
	Decision withoutEntry(Desk desk);

	/**
	 * Decides this command about an article that is there.
	 * @param entry how the article stands
	 * @param desk what writes the article
	 * @return the decision
	 */
	Decision with(LedgerEntry entry, Desk desk);

	/**
	 * What identifies a command and its repetitions.
	 *
	 * @param commandId differs for each request, also for repetitions
	 * @param articleId the article that it is about
	 * @param idempotencyKey the client's own name for the command, the same for
	 * repetitions
	 * @param fingerprint a hash of everything that was asked
	 * @param askedAt when it was asked
	 * @param by who asked, if that is known
	 */
	record Ticket(String commandId, String articleId, @Nullable String idempotencyKey, String fingerprint,
			OffsetDateTime askedAt, @Nullable String by) {

		public Ticket {
			Objects.requireNonNull(commandId, "commandId");
			Objects.requireNonNull(articleId, "articleId");
			Objects.requireNonNull(fingerprint, "fingerprint");
			Objects.requireNonNull(askedAt, "askedAt");
		}

	}

	/**
	 * Shows a new article to readers, now or at a time.
	 *
	 * @param ticket what identifies it
	 * @param content the article
	 * @param publishAt when readers may see it, if not now
	 */
	record Publish(Ticket ticket, ArticleContent content, @Nullable OffsetDateTime publishAt) implements Command {

		public Publish {
			Objects.requireNonNull(ticket, "ticket");
			Objects.requireNonNull(content, "content");
		}

		@Override
		public String change() {
			return "publish";
		}

		@Override
		public Decision withoutEntry(Desk desk) {
			return desk.create(this);
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			return entry.standing().publish(entry, this, desk);
		}

	}

	/**
	 * Replaces what an article says.
	 *
	 * @param ticket what identifies it
	 * @param expectedRevision the revision that the editor has seen
	 * @param content the article
	 * @param correction what readers are told, if something was wrong
	 * @param publishAt when readers may see it, if that changes
	 */
	record Revise(Ticket ticket, long expectedRevision, ArticleContent content, @Nullable String correction,
			@Nullable OffsetDateTime publishAt) implements Command {

		public Revise {
			Objects.requireNonNull(ticket, "ticket");
			Objects.requireNonNull(content, "content");
		}

		@Override
		public String change() {
			return (this.correction != null) ? "correct" : "revise";
		}

		@Override
		public Decision withoutEntry(Desk desk) {
			return Decision.notFound();
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			return entry.standing().revise(entry, this, desk);
		}

		/** A decision against a draft of another source's article. */
		Optional<Decision> changesSource(Article article) {
			String externalId = this.content.externalId();
			if (externalId == null || externalId.equals(article.externalId())) {
				return Optional.empty();
			}
			return Optional.of(Decision.rejected("/externalId",
					"can't change: the article's id is made of the one that it was published with"));
		}

	}

	/**
	 * Takes an article away from readers, or keeps one that is scheduled from them.
	 *
	 * @param ticket what identifies it
	 * @param expectedRevision the revision that the editor has seen, or null to withdraw
	 * whatever stands there
	 * @param reason why, in words for readers
	 */
	record Withdraw(Ticket ticket, @Nullable Long expectedRevision, String reason) implements Command {

		public Withdraw {
			Objects.requireNonNull(ticket, "ticket");
			Objects.requireNonNull(reason, "reason");
		}

		@Override
		public String change() {
			return "withdraw";
		}

		@Override
		public Decision withoutEntry(Desk desk) {
			return Decision.notFound();
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			return entry.standing().withdraw(entry, this, desk);
		}

	}

	/**
	 * Undoes a withdrawal.
	 *
	 * @param ticket what identifies it
	 * @param expectedRevision the revision that the editor has seen, or null to restore
	 * whatever stands there
	 */
	record Restore(Ticket ticket, @Nullable Long expectedRevision) implements Command {

		public Restore {
			Objects.requireNonNull(ticket, "ticket");
		}

		@Override
		public String change() {
			return "restore";
		}

		@Override
		public Decision withoutEntry(Desk desk) {
			return Decision.notFound();
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			return entry.standing().restore(entry, this, desk);
		}

	}

	/**
	 * Erases an article and its history everywhere.
	 *
	 * @param ticket what identifies it
	 * @param expectedRevision the revision that the administrator has seen, or null to
	 * purge whatever stands there
	 */
	record Purge(Ticket ticket, @Nullable Long expectedRevision) implements Command {

		public Purge {
			Objects.requireNonNull(ticket, "ticket");
		}

		@Override
		public String change() {
			return "purge";
		}

		@Override
		public Decision withoutEntry(Desk desk) {
			return Decision.notFound();
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			return entry.standing().purge(entry, this, desk);
		}

	}

	/**
	 * Makes an article stand as its source has it: new, changed, or gone.
	 *
	 * @param ticket what identifies it
	 * @param content the article
	 * @param publishAt until when the source embargoes it, if it does; that may have
	 * passed
	 * @param status whether the source lets readers see it
	 * @param textFingerprint a hash of everything that was asked but the time, or null if
	 * an earlier version asked
	 * @param versionAt when the source made this version of it, if it tells
	 */
	record Import(Ticket ticket, ArticleContent content, @Nullable OffsetDateTime publishAt, SourceStatus status,
			@Nullable String textFingerprint, @Nullable OffsetDateTime versionAt) implements Command {

		public Import {
			Objects.requireNonNull(ticket, "ticket");
			Objects.requireNonNull(content, "content");
			Objects.requireNonNull(status, "status");
		}

		@Override
		public String change() {
			return "import";
		}

		@Override
		public Decision withoutEntry(Desk desk) {
			return (this.status == SourceStatus.USABLE) ? desk.take(this) : desk.withhold(this);
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			if (entry.isAhead(this)) {
				return Decision.unchanged(entry.revision());
			}
			Decision decision = (this.status == SourceStatus.USABLE) ? entry.standing().use(entry, this, desk)
					: entry.standing().takeBack(entry, this, desk);
			return (decision.outcome() instanceof Outcome.Unchanged unchanged && entry.isBehind(this))
					? new Decision.Noted(unchanged, entry.withVersion(this.versionAt)) : decision;
		}

	}

	/**
	 * Shows a scheduled article to readers because its time has come. Asked by the clock,
	 * never on the topic.
	 *
	 * @param ticket what identifies it
	 */
	record Release(Ticket ticket) implements Command {

		public Release {
			Objects.requireNonNull(ticket, "ticket");
		}

		/**
		 * The clock's own command.
		 * @param articleId the article that is due
		 * @param now when the clock looked
		 * @return the command
		 */
		public static Release of(String articleId, OffsetDateTime now) {
			return new Release(new Ticket("release/" + articleId, articleId, null, "release", now, null));
		}

		@Override
		public String change() {
			return "release";
		}

		@Override
		public Decision withoutEntry(Desk desk) {
			return Decision.notFound();
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			return entry.standing().release(entry, desk);
		}

	}

	/**
	 * Whether a source lets readers see an article: {@code pubStatus} of
	 * <a href="https://iptc.org/standards/ninjs/">IPTC ninjs</a>.
	 */
	enum SourceStatus {

		/** Readers may see it. */
		USABLE("usable"),

		/** Readers may not see it until the source says so. */
		WITHHELD("withheld by its source"),

		/** Readers may not see it any more. */
		CANCELED("canceled by its source");

		private final String reason;

		SourceStatus(String reason) {
			this.reason = reason;
		}

		/**
		 * Why an article of this status is withdrawn.
		 * @return words for readers
		 */
		String reason() {
			return this.reason;
		}

	}

}
