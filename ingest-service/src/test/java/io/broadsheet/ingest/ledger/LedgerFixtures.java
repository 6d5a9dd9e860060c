package io.broadsheet.ingest.ledger;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import io.broadsheet.events.Article;
import io.broadsheet.ingest.ledger.answer.Commands;
import org.jspecify.annotations.Nullable;

/**
 * Commands, entries and a ledger to test with. All commands are asked at {@link #NOON}.
 */
public final class LedgerFixtures {

	public static final String ARTICLE = "0198c2de-7f3a-7c51-9d0e-3b6f5a1c2d4e";

	public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	public static final OffsetDateTime ONE = NOON.plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC);

	public static final Ledger LEDGER = new Ledger(
			new Publisher(ZoneId.of("Asia/Ho_Chi_Minh"), URI.create("https://paper.example")));

	private LedgerFixtures() {
	}

	public static ArticleContent content(String headline) {
		return content(headline, null);
	}

	public static ArticleContent content(String headline, @Nullable OffsetDateTime publishedAt) {
		return new ArticleContent(null, headline, null, "<p>Text</p>", "en", "transport", List.of("tram"), List.of(),
				null, List.of(), publishedAt, null, true);
	}

	public static Command publish(String headline) {
		return publish(null, headline);
	}

	public static Command publish(@Nullable String key, String headline) {
		return new Command.Publish(ticket(key, headline), content(headline), null);
	}

	public static Command schedule(String headline, OffsetDateTime publishAt) {
		return new Command.Publish(ticket(null, headline + publishAt), content(headline), publishAt);
	}

	public static Command revise(long expectedRevision, String headline) {
		return revise(null, expectedRevision, headline);
	}

	public static Command revise(@Nullable String key, long expectedRevision, String headline) {
		return new Command.Revise(ticket(key, "revise" + expectedRevision + headline), expectedRevision,
				content(headline), null, null);
	}

	public static Command reschedule(long expectedRevision, String headline, OffsetDateTime publishAt) {
		return new Command.Revise(ticket(null, "revise" + expectedRevision + headline + publishAt), expectedRevision,
				content(headline), null, publishAt);
	}

	public static Command redate(long expectedRevision, String headline, OffsetDateTime publishedAt) {
		return new Command.Revise(ticket(null, "redate" + expectedRevision + headline + publishedAt), expectedRevision,
				content(headline, publishedAt), null, null);
	}

	public static Command correct(long expectedRevision, String headline, String note) {
		return new Command.Revise(ticket(null, headline + note), expectedRevision, content(headline), note, null);
	}

	public static Command withdraw(@Nullable Long expectedRevision, String reason) {
		return withdraw(null, expectedRevision, reason);
	}

	public static Command withdraw(@Nullable String key, @Nullable Long expectedRevision, String reason) {
		return new Command.Withdraw(ticket(key, "withdraw" + expectedRevision + reason), expectedRevision, reason);
	}

	public static Command restore(@Nullable Long expectedRevision) {
		return new Command.Restore(ticket(null, "restore" + expectedRevision), expectedRevision);
	}

	public static Command purge(@Nullable Long expectedRevision) {
		return new Command.Purge(ticket(null, "purge" + expectedRevision), expectedRevision);
	}

	public static Command imported(String headline, @Nullable OffsetDateTime publishAt) {
		return imported(headline, publishAt, Command.SourceStatus.USABLE);
	}

	public static Command imported(String headline, @Nullable OffsetDateTime publishAt, Command.SourceStatus status) {
		return new Command.Import(ticket(null, "import" + headline + publishAt + status), content(headline), publishAt,
				status, headline + status, null);
	}

	public static Command version(String headline, OffsetDateTime versionAt, Command.SourceStatus status) {
		return new Command.Import(ticket(null, "import" + headline + status), content(headline), null, status,
				headline + status, versionAt);
	}

	public static Command importedOf(String headline, OffsetDateTime publishedAt) {
		return new Command.Import(ticket(null, "import" + headline + publishedAt + Command.SourceStatus.USABLE),
				content(headline, publishedAt), null, Command.SourceStatus.USABLE,
				headline + Command.SourceStatus.USABLE, null);
	}

	public static Command release() {
		return new Command.Release(ticket(null, "release"));
	}

	public static Command.Ticket ticket(@Nullable String key, String fingerprint) {
		return new Command.Ticket("command-" + fingerprint, ARTICLE, key, fingerprint, NOON.atOffset(ZoneOffset.UTC),
				"editor");
	}

	/** The entry after these commands, all of which must have been accepted at noon. */
	public static LedgerEntry entryAfter(Command... commands) {
		LedgerEntry entry = null;
		for (Command command : commands) {
			entry = LEDGER.decide(command, entry, NOON).change().orElseThrow().entry();
		}
		if (entry == null) {
			throw new IllegalArgumentException("No commands");
		}
		return entry;
	}

	public static Article text(LedgerEntry entry) {
		return entry.standing().text().orElseThrow();
	}

}
