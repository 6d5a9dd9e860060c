package io.broadsheet.ingest.ledger;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.broadsheet.events.Article;

/**
 * The state of an article, and which commands fit it. A command that a state says nothing
 * of does not fit.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({ @JsonSubTypes.Type(value = Scheduled.class, name = Standing.SCHEDULED),
		@JsonSubTypes.Type(value = Published.class, name = Standing.PUBLISHED),
		@JsonSubTypes.Type(value = Withdrawn.class, name = Standing.WITHDRAWN),
		@JsonSubTypes.Type(value = Withheld.class, name = Standing.WITHHELD),
		@JsonSubTypes.Type(value = Purged.class, name = Standing.PURGED) })
public sealed interface Standing permits Scheduled, Published, Gone {

	/** Waits for its time; readers know nothing of it. */
	String SCHEDULED = "scheduled";

	/** Readers can see it. */
	String PUBLISHED = "published";

	/** Taken away from readers, or cancelled before they saw it. */
	String WITHDRAWN = "withdrawn";

	/** Taken back by its source before it told what it says. */
	String WITHHELD = "withheld";

	/** Erased. */
	String PURGED = "purged";

	/**
	 * The state's name.
	 * @return one of {@link #SCHEDULED}, {@link #PUBLISHED}, {@link #WITHDRAWN},
	 * {@link #WITHHELD} and {@link #PURGED}
	 */
	@JsonIgnore
	String name();

	/**
	 * The article at the last revision of its text.
	 * @return the article, or nothing if it was purged or never told
	 */
	@JsonIgnore
	Optional<Article> text();

	/**
	 * Whether readers have ever seen the article.
	 * @return false if nothing of it may stand on a public topic
	 */
	@JsonIgnore
	boolean wasPublic();

	default Decision publish(LedgerEntry entry, Command.Publish command, Desk desk) {
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

	/** Its time has come. */
	default Decision release(LedgerEntry entry, Desk desk) {
		return misfit(entry);
	}

	private Decision misfit(LedgerEntry entry) {
		return new Decision.Refused(new Outcome.Misfit(name(), entry.revision()));
	}

}
