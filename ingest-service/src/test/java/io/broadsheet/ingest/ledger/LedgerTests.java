package io.broadsheet.ingest.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Correction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.broadsheet.ingest.ledger.LedgerFixtures.ARTICLE;
import static io.broadsheet.ingest.ledger.LedgerFixtures.LEDGER;
import static io.broadsheet.ingest.ledger.LedgerFixtures.NOON;
import static io.broadsheet.ingest.ledger.LedgerFixtures.correct;
import static io.broadsheet.ingest.ledger.LedgerFixtures.entryAfter;
import static io.broadsheet.ingest.ledger.LedgerFixtures.publish;
import static io.broadsheet.ingest.ledger.LedgerFixtures.revise;
import static io.broadsheet.ingest.ledger.LedgerFixtures.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the ledger decides, for every state and every command.
 */
class LedgerTests {

	@ParameterizedTest(name = "{0} and {1}: {3}")
	@MethodSource("refusals")
	void aCommandThatDoesNotFitTheStateIsRefusedAndChangesNothing(String state, Command command,
			@Nullable LedgerEntry entry, Outcome refusal) {
		Decision decision = LEDGER.decide(command, entry, NOON);
		assertThat(decision).isEqualTo(new Decision.Refused(refusal));
	}

	static Stream<Arguments> refusals() {
		LedgerEntry published = entryAfter(publish("One"), revise(1, "Two"));
		LedgerEntry withdrawn = entryAfter(publish("One"), withdraw(null, "wrong"));
		return Stream.of(Arguments.of("nothing", revise(1, "Two"), null, new Outcome.NotFound()),
				Arguments.of("nothing", withdraw(null, "wrong"), null, new Outcome.NotFound()),
				Arguments.of("published", publish("Other"), published, new Outcome.Exists(2, slug("two"))),
				Arguments.of("published", revise(1, "Three"), published, new Outcome.Conflict(2)),
				Arguments.of("published", revise(3, "Three"), published, new Outcome.Conflict(2)),
				Arguments.of("published", reviseAs("other-id", 2), published, new Outcome.Rejected(
						"/externalId can't change: the article's id is made of the one that it was published with")),
				Arguments.of("published", withdraw(1L, "wrong"), published, new Outcome.Conflict(2)),
				Arguments.of("withdrawn", publish("Other"), withdrawn, new Outcome.Exists(2, slug("one"))),
				Arguments.of("withdrawn", revise(2, "Two"), withdrawn, new Outcome.Gone("wrong")),
				Arguments.of("withdrawn", withdraw(null, "again"), withdrawn, new Outcome.Gone("wrong")));
	}

	@Test
	void aNewArticleIsPublishedAtRevisionOneInThePublishersZone() {
		Decision.Accepted accepted = accepted(publish("Phố cổ Đà Lạt"), null);
		OffsetDateTime inZone = OffsetDateTime.parse("2026-03-01T19:00:00+07:00");
		assertThat(accepted.outcome()).isEqualTo(new Outcome.Accepted(1, "published", slug("pho-co-da-lat"),
				"https://paper.example/articles/" + slug("pho-co-da-lat"), inZone, inZone));
		assertThat(accepted.event()).isEqualTo(new ArticlePublished(accepted.entry().article()));
	}

	@Test
	void anArticleOfThePastKeepsTheTimeThatItWasPublishedAt() {
		OffsetDateTime longAgo = OffsetDateTime.parse("1999-12-31T23:00:00Z");
		ArticleContent content = LedgerFixtures.content("Old");
		ArticleContent old = new ArticleContent(null, content.headline(), null, content.body(), "en", "transport",
				List.of(), List.of(), null, List.of(), longAgo, null, true);
		Command command = new Command.Publish(LedgerFixtures.ticket(null, "old"), old);
		assertThat(accepted(command, null).entry().article().publishedAt()).isEqualTo("2000-01-01T06:00:00+07:00");
	}

	@Test
	void aRevisionOfTheRevisionThatTheEditorHasSeenIsAccepted() {
		Decision.Accepted accepted = accepted(revise(1, "Two"), entryAfter(publish("One")));
		assertThat(accepted.outcome().revision()).isEqualTo(2);
		assertThat(accepted.event()).isEqualTo(new ArticleRevised(accepted.entry().article()));
	}

	@Test
	void aRevisionDoesNotMoveTheTimeOfPublication() {
		LedgerEntry entry = entryAfter(publish("One"));
		Decision.Accepted accepted = (Decision.Accepted) LEDGER.decide(revise(1, "Two"), entry,
				NOON.plus(Duration.ofDays(1)));
		assertThat(accepted.entry().article().publishedAt()).isEqualTo("2026-03-01T19:00:00+07:00");
		assertThat(accepted.entry().article().updatedAt()).isEqualTo("2026-03-02T19:00:00+07:00");
	}

	@Test
	void aNewHeadlineLeavesTheOldSlugAsAnAlias() {
		LedgerEntry entry = entryAfter(publish("One"), revise(1, "Two"), revise(2, "Three"));
		assertThat(entry.article().slug()).isEqualTo(slug("three"));
		assertThat(entry.article().aliases()).containsExactly(slug("one"), slug("two"));
	}

	@Test
	void aHeadlineThatComesBackTakesItsSlugBack() {
		LedgerEntry entry = entryAfter(publish("One"), revise(1, "Two"), revise(2, "One"));
		assertThat(entry.article().slug()).isEqualTo(slug("one"));
		assertThat(entry.article().aliases()).containsExactly(slug("two"));
	}

	@Test
	void correctionsAddUp() {
		LedgerEntry entry = entryAfter(publish("One"), correct(1, "One", "first"), correct(2, "One", "second"),
				revise(3, "One"));
		assertThat(entry.article().corrections()).extracting(Correction::note).containsExactly("first", "second");
	}

	@Test
	void aWithdrawalTellsTheReasonAndNothingOfTheText() {
		Decision.Accepted accepted = accepted(withdraw(1L, "wrong"), entryAfter(publish("One")));
		OffsetDateTime inZone = OffsetDateTime.parse("2026-03-01T19:00:00+07:00");
		assertThat(accepted.event()).isEqualTo(new ArticleWithdrawn(ARTICLE, 2, slug("one"), List.of(), "transport",
				List.of("tram"), "en", inZone, inZone, "wrong"));
		assertThat(accepted.outcome().state()).isEqualTo("withdrawn");
	}

	@Test
	void theSameKeyWithTheSameRequestGivesTheFirstOutcomeAgain() {
		Command command = publish("key", "One");
		LedgerEntry entry = entryAfter(command, revise(1, "Two"));
		Decision again = LEDGER.decide(command, entry, NOON.plusSeconds(60));
		assertThat(again).isEqualTo(new Decision.Duplicate(accepted(command, null).outcome()));
	}

	@Test
	void theSameKeyWithAnotherRequestIsRefused() {
		LedgerEntry entry = entryAfter(publish("key", "One"));
		assertThat(LEDGER.decide(revise("key", 1, "Two"), entry, NOON))
			.isEqualTo(new Decision.Refused(new Outcome.KeyReused()));
	}

	@Test
	void aKeyIsRememberedForADayAndNotAMillisecondLonger() {
		LedgerEntry entry = entryAfter(publish("One"), revise("key", 1, "Two"));
		Instant dayAfter = NOON.plus(Duration.ofHours(24));
		assertThat(LEDGER.decide(revise("key", 1, "Two"), entry, dayAfter.minusMillis(1)))
			.isInstanceOf(Decision.Duplicate.class);
		assertThat(LEDGER.decide(revise("key", 1, "Two"), entry, dayAfter))
			.isEqualTo(new Decision.Refused(new Outcome.Conflict(2)));
	}

	@Test
	void aKeyOutlivesTheWithdrawalOfItsArticle() {
		Command withdrawal = withdraw("key", 1L, "wrong");
		LedgerEntry entry = entryAfter(publish("One"), withdrawal);
		assertThat(LEDGER.decide(withdrawal, entry, NOON)).isInstanceOf(Decision.Duplicate.class);
	}

	private static Command reviseAs(String externalId, long expectedRevision) {
		ArticleContent content = new ArticleContent(externalId, "Two", null, "", "en", "transport", List.of(),
				List.of(), null, List.of(), null, null, true);
		return new Command.Revise(LedgerFixtures.ticket(null, externalId), expectedRevision, content, null);
	}

	private static Decision.Accepted accepted(Command command, @Nullable LedgerEntry entry) {
		return (Decision.Accepted) LEDGER.decide(command, entry, NOON);
	}

	/** 3b6f5a1c2d4e, the end of the article's id, is n5x48tvm6 in base 36. */
	private static String slug(String words) {
		return words + "-" + SlugsTests.SHORT_ID;
	}

}
