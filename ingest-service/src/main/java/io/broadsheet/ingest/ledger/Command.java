package io.broadsheet.ingest.ledger;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What an editor asks the ledger to do to an article.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({ @JsonSubTypes.Type(value = Command.Publish.class, name = "publish"),
		@JsonSubTypes.Type(value = Command.Revise.class, name = "revise"),
		@JsonSubTypes.Type(value = Command.Withdraw.class, name = "withdraw") })
public sealed interface Command {

	/**
	 * What identifies this command.
	 * @return its ticket
	 */
	Ticket ticket();

	/**
	 * Decides this command about an article that is not there.
	 * @param desk what the ledger knows beside its entries
	 * @return the decision
	 */
	Decision withoutEntry(Desk desk);

	/**
	 * Decides this command about an article that is there.
	 * @param entry how the article stands
	 * @param desk what the ledger knows beside its entries
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
	 */
	record Ticket(String commandId, String articleId, @Nullable String idempotencyKey, String fingerprint) {

		public Ticket {
			Objects.requireNonNull(commandId, "commandId");
			Objects.requireNonNull(articleId, "articleId");
			Objects.requireNonNull(fingerprint, "fingerprint");
		}

	}

	/**
	 * Shows a new article to readers.
	 *
	 * @param ticket what identifies it
	 * @param content the article
	 */
	record Publish(Ticket ticket, ArticleContent content) implements Command {

		public Publish {
			Objects.requireNonNull(ticket, "ticket");
			Objects.requireNonNull(content, "content");
		}

		@Override
		public Decision withoutEntry(Desk desk) {
			return desk.publish(this.ticket.articleId(), this.content);
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			return new Decision.Refused(new Outcome.Exists(entry.revision(), entry.article().slug()));
		}

	}

	/**
	 * Replaces what an article says.
	 *
	 * @param ticket what identifies it
	 * @param expectedRevision the revision that the editor has seen
	 * @param content the article
	 * @param correction what readers are told, if something was wrong
	 */
	record Revise(Ticket ticket, long expectedRevision, ArticleContent content,
			@Nullable String correction) implements Command {

		public Revise {
			Objects.requireNonNull(ticket, "ticket");
			Objects.requireNonNull(content, "content");
		}

		@Override
		public Decision withoutEntry(Desk desk) {
			return new Decision.Refused(new Outcome.NotFound());
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			if (entry.withdrawal() != null) {
				return new Decision.Refused(new Outcome.Gone(entry.withdrawal().reason()));
			}
			if (entry.revision() != this.expectedRevision) {
				return new Decision.Refused(new Outcome.Conflict(entry.revision()));
			}
			String externalId = this.content.externalId();
			if (externalId != null && !externalId.equals(entry.article().externalId())) {
				return new Decision.Refused(new Outcome.Rejected(
						"/externalId can't change: the article's id is made of the one that it was published with"));
			}
			return desk.revise(entry, this.content, this.correction);
		}

	}

	/**
	 * Takes an article away from readers.
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
		public Decision withoutEntry(Desk desk) {
			return new Decision.Refused(new Outcome.NotFound());
		}

		@Override
		public Decision with(LedgerEntry entry, Desk desk) {
			if (entry.withdrawal() != null) {
				return new Decision.Refused(new Outcome.Gone(entry.withdrawal().reason()));
			}
			if (this.expectedRevision != null && entry.revision() != this.expectedRevision) {
				return new Decision.Refused(new Outcome.Conflict(entry.revision()));
			}
			return desk.withdraw(entry, this.reason);
		}

	}

}
