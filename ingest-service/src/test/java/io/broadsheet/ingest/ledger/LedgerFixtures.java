package io.broadsheet.ingest.ledger;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Commands, entries and a ledger to test with.
 */
final class LedgerFixtures {

	static final String ARTICLE = "0198c2de-7f3a-7c51-9d0e-3b6f5a1c2d4e";

	static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	static final Ledger LEDGER = new Ledger(
			new Publisher(ZoneId.of("Asia/Ho_Chi_Minh"), URI.create("https://paper.example")));

	private LedgerFixtures() {
	}

	static ArticleContent content(String headline) {
		return new ArticleContent(null, headline, null, "<p>Text</p>", "en", "transport", List.of("tram"), List.of(),
				null, List.of(), null, null, true);
	}

	static Command publish(String headline) {
		return new Command.Publish(ticket(null, headline), content(headline));
	}

	static Command publish(@Nullable String key, String headline) {
		return new Command.Publish(ticket(key, headline), content(headline));
	}

	static Command revise(long expectedRevision, String headline) {
		return revise(null, expectedRevision, headline);
	}

	static Command revise(@Nullable String key, long expectedRevision, String headline) {
		return new Command.Revise(ticket(key, "revise" + expectedRevision + headline), expectedRevision,
				content(headline), null);
	}

	static Command correct(long expectedRevision, String headline, String note) {
		return new Command.Revise(ticket(null, headline + note), expectedRevision, content(headline), note);
	}

	static Command withdraw(@Nullable Long expectedRevision, String reason) {
		return new Command.Withdraw(ticket(null, reason), expectedRevision, reason);
	}

	static Command withdraw(@Nullable String key, @Nullable Long expectedRevision, String reason) {
		return new Command.Withdraw(ticket(key, "withdraw" + expectedRevision + reason), expectedRevision, reason);
	}

	static Command.Ticket ticket(@Nullable String key, String fingerprint) {
		return new Command.Ticket("command-" + fingerprint, ARTICLE, key, fingerprint);
	}

	/** The entry after these commands, all of which must have been accepted. */
	static LedgerEntry entryAfter(Command... commands) {
		LedgerEntry entry = null;
		for (Command command : commands) {
			entry = LEDGER.decide(command, entry, NOON).change().orElseThrow().entry();
		}
		if (entry == null) {
			throw new IllegalArgumentException("No commands");
		}
		return entry;
	}

}
