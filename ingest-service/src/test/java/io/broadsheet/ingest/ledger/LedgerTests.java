package io.broadsheet.ingest.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.Correction;
import io.broadsheet.events.EventJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static io.broadsheet.ingest.ledger.LedgerFixtures.ARTICLE;
import static io.broadsheet.ingest.ledger.LedgerFixtures.LEDGER;
import static io.broadsheet.ingest.ledger.LedgerFixtures.NOON;
import static io.broadsheet.ingest.ledger.LedgerFixtures.ONE;
import static io.broadsheet.ingest.ledger.LedgerFixtures.correct;
import static io.broadsheet.ingest.ledger.LedgerFixtures.entryAfter;
import static io.broadsheet.ingest.ledger.LedgerFixtures.imported;
import static io.broadsheet.ingest.ledger.LedgerFixtures.importedOf;
import static io.broadsheet.ingest.ledger.LedgerFixtures.publish;
import static io.broadsheet.ingest.ledger.LedgerFixtures.purge;
import static io.broadsheet.ingest.ledger.LedgerFixtures.redate;
import static io.broadsheet.ingest.ledger.LedgerFixtures.release;
import static io.broadsheet.ingest.ledger.LedgerFixtures.reschedule;
import static io.broadsheet.ingest.ledger.LedgerFixtures.restore;
import static io.broadsheet.ingest.ledger.LedgerFixtures.revise;
import static io.broadsheet.ingest.ledger.LedgerFixtures.schedule;
import static io.broadsheet.ingest.ledger.LedgerFixtures.text;
import static io.broadsheet.ingest.ledger.LedgerFixtures.version;
import static io.broadsheet.ingest.ledger.LedgerFixtures.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the ledger makes of commands. Which command fits which state stands in
 * {@link LedgerTableTests}.
 */
class LedgerTests {

	/** {@link LedgerFixtures#ONE}, where the publisher is. */
	private static final OffsetDateTime IN_ZONE = OffsetDateTime.parse("2026-03-01T20:00:00+07:00");

	@Test
	void aNewArticleIsPublishedAtRevisionOneInThePublishersZone() {
		Decision.Accepted accepted = accepted(publish("Phố cổ Đà Lạt"), null);
		OffsetDateTime inZone = OffsetDateTime.parse("2026-03-01T19:00:00+07:00");
		assertThat(accepted.outcome()).isEqualTo(new Outcome.Accepted(1, "published", slug("pho-co-da-lat"),
				"https://paper.example/articles/" + slug("pho-co-da-lat"), inZone, null, inZone));
		assertThat(event(accepted)).isEqualTo(new ArticlePublished(text(accepted.entry())));
	}

	@Test
	void anArticleOfThePastKeepsTheTimeThatItWasPublishedAt() {
		OffsetDateTime longAgo = OffsetDateTime.parse("1999-12-31T23:00:00Z");
		ArticleContent content = LedgerFixtures.content("Old");
		ArticleContent old = new ArticleContent(null, content.headline(), null, content.body(), "en", "transport",
				List.of(), List.of(), null, List.of(), longAgo, null, true);
		Command command = new Command.Publish(LedgerFixtures.ticket(null, "old"), old, null);
		assertThat(text(accepted(command, null).entry()).publishedAt()).isEqualTo("2000-01-01T06:00:00+07:00");
	}

	@Test
	void aRevisionOfTheRevisionThatTheEditorHasSeenIsAccepted() {
		Decision.Accepted accepted = accepted(revise(1, "Two"), entryAfter(publish("One")));
		assertThat(accepted.outcome().revision()).isEqualTo(2);
		assertThat(event(accepted)).isEqualTo(new ArticleRevised(text(accepted.entry())));
	}

	@Test
	void aRevisionDoesNotMoveTheTimeOfPublication() {
		LedgerEntry entry = entryAfter(publish("One"));
		Decision.Accepted accepted = (Decision.Accepted) LEDGER.decide(revise(1, "Two"), entry,
				NOON.plus(Duration.ofDays(1)));
		assertThat(text(accepted.entry()).publishedAt()).isEqualTo("2026-03-01T19:00:00+07:00");
		assertThat(text(accepted.entry()).updatedAt()).isEqualTo("2026-03-02T19:00:00+07:00");
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-01T12:00:00.001Z", "2026-03-01T11:59:59.999Z", "1999-12-31T23:00:00Z" })
	void aRevisionWithAnotherTimeOfPublicationIsRefusedOnceReadersHaveSeenTheArticle(OffsetDateTime publishedAt) {
		LedgerEntry entry = entryAfter(publish("One"));
		assertThat(LEDGER.decide(redate(1, "Two", publishedAt), entry, NOON).outcome())
			.isEqualTo(new Outcome.Rejected("/publishedAt", "can't change: readers have seen the article"));
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-01T12:00:00Z", "2026-03-01T19:00:00+07:00", "2026-03-01T12:00:00.000999Z" })
	void aRevisionMayTellTheTimeOfPublicationThatTheArticleHasInAnyOffset(OffsetDateTime publishedAt) {
		Decision.Accepted accepted = accepted(redate(1, "Two", publishedAt), entryAfter(publish("One")));
		assertThat(text(accepted.entry()).headline()).isEqualTo("Two");
		assertThat(text(accepted.entry()).publishedAt()).isEqualTo("2026-03-01T19:00:00+07:00");
	}

	@Test
	void aTimeOfPublicationMayChangeAsLongAsNobodyHasSeenTheArticle() {
		LedgerEntry entry = entryAfter(imported("One", ONE), importedOf("One", ONE.minusHours(2)));
		assertThat(text(entry).publishedAt()).isEqualTo("2026-03-01T18:00:00+07:00");
	}

	@Test
	void aNewHeadlineLeavesTheOldSlugAsAnAlias() {
		LedgerEntry entry = entryAfter(publish("One"), revise(1, "Two"), revise(2, "Three"));
		assertThat(text(entry).slug()).isEqualTo(slug("three"));
		assertThat(text(entry).aliases()).containsExactly(slug("one"), slug("two"));
	}

	@Test
	void aHeadlineThatComesBackTakesItsSlugBack() {
		LedgerEntry entry = entryAfter(publish("One"), revise(1, "Two"), revise(2, "One"));
		assertThat(text(entry).slug()).isEqualTo(slug("one"));
		assertThat(text(entry).aliases()).containsExactly(slug("two"));
	}

	@Test
	void correctionsAddUp() {
		LedgerEntry entry = entryAfter(publish("One"), correct(1, "One", "first"), correct(2, "One", "second"),
				revise(3, "One"));
		assertThat(text(entry).corrections()).extracting(Correction::note).containsExactly("first", "second");
	}

	@Test
	void aWithdrawalTellsTheReasonAndNothingOfTheText() {
		Decision.Accepted accepted = accepted(withdraw(1L, "wrong"), entryAfter(publish("One")));
		OffsetDateTime inZone = OffsetDateTime.parse("2026-03-01T19:00:00+07:00");
		assertThat(event(accepted)).isEqualTo(new ArticleWithdrawn(ARTICLE, 2, slug("one"), List.of(), "transport",
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

	@Test
	void theExternalIdIsWhatTheIdIsMadeOfAndCantChange() {
		ArticleContent content = new ArticleContent("other-id", "Two", null, "", "en", "transport", List.of(),
				List.of(), null, List.of(), null, null, true);
		Command command = new Command.Revise(LedgerFixtures.ticket(null, "other"), 1, content, null, null);
		Outcome outcome = LEDGER.decide(command, entryAfter(publish("One")), NOON).outcome();
		assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class,
				(rejected) -> assertThat(rejected.pointer()).isEqualTo("/externalId"));
	}

	@Test
	void aRefusalNamesTheRevisionThatTheArticleHas() {
		LedgerEntry entry = entryAfter(publish("One"), revise(1, "Two"));
		assertThat(LEDGER.decide(revise(1, "Three"), entry, NOON).outcome()).isEqualTo(new Outcome.Conflict(2));
		assertThat(LEDGER.decide(publish("Three"), entry, NOON).outcome())
			.isEqualTo(new Outcome.Exists(2, slug("two")));
	}

	@Test
	void aScheduledArticleIsPublishedAtItsTimeAndNotAMillisecondEarlier() {
		LedgerEntry entry = entryAfter(schedule("One", ONE));
		Instant time = ONE.toInstant();
		assertThat(LEDGER.decide(release(), entry, time.minusMillis(1)).change()).isEmpty();
		Decision.Accepted released = LEDGER.decide(release(), entry, time).change().orElseThrow();
		assertThat(text(released.entry()).publishedAt()).isEqualTo("2026-03-01T20:00:00+07:00");
		assertThat(event(released)).isEqualTo(new ArticlePublished(text(released.entry())));
	}

	@Test
	void aScheduledArticleIsAnsweredWithItsTimeAndWithoutATimeOfPublication() {
		Outcome.Accepted outcome = accepted(schedule("One", ONE), null).outcome();
		assertThat(outcome.publishAt()).isEqualTo("2026-03-01T20:00:00+07:00");
		assertThat(outcome.publishedAt()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-01T12:00:00Z, published", "2026-03-01T12:00:00.001Z, scheduled",
			"2026-03-01T11:59:59.999Z, rejected", "2031-03-01T12:00:00Z, scheduled",
			"2031-03-01T12:00:00.001Z, rejected" })
	void aTimeToPublishIsBetweenNowAndFiveYearsAhead(OffsetDateTime publishAt, String state) {
		Outcome outcome = LEDGER.decide(schedule("One", publishAt), null, NOON).outcome();
		assertThat((outcome instanceof Outcome.Accepted accepted) ? accepted.state() : "rejected").isEqualTo(state);
	}

	@Test
	void aCommandThatWaitedUntilAfterItsTimePublishesAtOnce() {
		Decision decision = LEDGER.decide(schedule("One", ONE), null, ONE.toInstant().plusSeconds(5));
		assertThat(decision.change().orElseThrow().outcome().state()).isEqualTo(Standing.PUBLISHED);
	}

	@Test
	void aHeadlineThatNobodySawLeavesNoAlias() {
		LedgerEntry entry = entryAfter(schedule("Secret", ONE), revise(1, "Public"));
		Decision.Accepted released = LEDGER.decide(release(), entry, ONE.toInstant()).change().orElseThrow();
		assertThat(text(released.entry()).aliases()).isEmpty();
	}

	@Test
	void whatIsRestoredIsAsItWasButForItsRevision() {
		LedgerEntry before = entryAfter(publish("One"), correct(1, "Two", "note"));
		LedgerEntry entry = entryAfter(publish("One"), correct(1, "Two", "note"), withdraw(null, "wrong"),
				restore(null));
		assertThat(text(entry)).usingRecursiveComparison().ignoringFields("revision").isEqualTo(text(before));
		assertThat(text(entry).revision()).isEqualTo(4);
	}

	@Test
	void nothingOfItsTextIsLeftOfAPurgedArticle() {
		LedgerEntry entry = entryAfter(publish("key", "Secret"), revise("other", 1, "Secret too"), purge(null));
		assertThat(EventJson.mapper().writeValueAsString(entry)).doesNotContainIgnoringCase("secret");
	}

	@Test
	void anImportThatDiffersFromWhatEditorsMadeOfTheLastOneIsUnchangedUntilTheSourceChanges() {
		LedgerEntry entry = entryAfter(imported("From the source", null), revise(1, "From the editor"));
		assertThat(LEDGER.decide(imported("From the source", null), entry, NOON).outcome())
			.isEqualTo(new Outcome.Unchanged(2));
		assertThat(accepted(imported("From the source, again", null), entry).entry().revision()).isEqualTo(3);
	}

	@Test
	void anImportTakesWhatItsSourceChangedButForTheTimeOfPublication() {
		LedgerEntry entry = entryAfter(importedOf("One", ONE.minusHours(2)), importedOf("Two", ONE.minusHours(1)));
		assertThat(text(entry).headline()).isEqualTo("Two");
		assertThat(text(entry).publishedAt()).isEqualTo("2026-03-01T18:00:00+07:00");
	}

	@Test
	void anImportWithNothingNewButTheTimeOfPublicationIsUnchanged() {
		LedgerEntry entry = entryAfter(importedOf("One", ONE.minusHours(2)));
		assertThat(LEDGER.decide(importedOf("One", ONE.minusHours(1)), entry, NOON).outcome())
			.isEqualTo(new Outcome.Unchanged(1));
	}

	@Test
	void aNewTimeOfPublicationAloneDoesNotUndoWhatEditorsMadeOfAnImport() {
		LedgerEntry entry = entryAfter(importedOf("From the source", ONE.minusHours(2)), revise(1, "From the editor"));
		assertThat(LEDGER.decide(importedOf("From the source", ONE.minusHours(1)), entry, NOON).outcome())
			.isEqualTo(new Outcome.Unchanged(2));
	}

	@Test
	void whatItsSourceBringsBackKeepsTheTimeOfPublication() {
		LedgerEntry entry = entryAfter(importedOf("One", ONE.minusHours(2)),
				imported("One", null, Command.SourceStatus.WITHHELD), importedOf("Two", ONE.minusHours(1)));
		assertThat(entry.standing()).isInstanceOf(Published.class);
		assertThat(text(entry).publishedAt()).isEqualTo("2026-03-01T18:00:00+07:00");
	}

	@Test
	void whatAnEditorRestoredIsNotTakenBackByTheSameImportAgain() {
		Command canceled = imported("One", null, Command.SourceStatus.CANCELED);
		LedgerEntry shown = entryAfter(imported("One", null), canceled, restore(2L));
		assertThat(LEDGER.decide(canceled, shown, NOON).outcome()).isEqualTo(new Outcome.Unchanged(3));
		LedgerEntry scheduled = entryAfter(imported("One", ONE), canceled, restore(2L));
		assertThat(LEDGER.decide(canceled, scheduled, NOON).outcome()).isEqualTo(new Outcome.Unchanged(3));
		assertThat(accepted(imported("One", null, Command.SourceStatus.WITHHELD), shown).entry().standing().name())
			.as("another notice")
			.isEqualTo("withdrawn");
		LedgerEntry usedAgain = entryAfter(imported("One", null), canceled, imported("Two", null));
		assertThat(accepted(canceled, usedAgain).entry().standing().name()).isEqualTo("withdrawn");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "2026-03-01T12:30:00Z", "2026-03-01T13:00:00Z" })
	void noSourceBringsAnArticleOutBeforeTheTimeThatAnEditorGave(@Nullable OffsetDateTime embargo) {
		LedgerEntry entry = entryAfter(imported("One", ONE.minusMinutes(15)), reschedule(1, "One", ONE),
				imported("Two", embargo));
		assertThat(entry.standing()).isEqualTo(new Scheduled(text(entry), IN_ZONE, IN_ZONE));
		assertThat(text(entry).headline()).isEqualTo("Two");
	}

	@Test
	void theTimeThatAnEditorGaveOutlivesANoticeOfTheSource() {
		LedgerEntry entry = entryAfter(schedule("One", ONE), imported("Two", null, Command.SourceStatus.WITHHELD),
				imported("Three", null), revise(3, "Four"));
		assertThat(entry.standing()).isEqualTo(new Scheduled(text(entry), IN_ZONE, IN_ZONE));
		assertThat(entryAfter(schedule("One", ONE), withdraw(null, "not now"), restore(null)).standing())
			.isInstanceOfSatisfying(Scheduled.class,
					(scheduled) -> assertThat(scheduled.editorsTime()).isEqualTo(IN_ZONE));
	}

	@Test
	void aLaterEmbargoOfTheSourceHoldsAndItsSourceMayLiftIt() {
		LedgerEntry embargoed = entryAfter(schedule("One", ONE.minusMinutes(30)), imported("Two", ONE));
		assertThat(embargoed.standing()).isEqualTo(new Scheduled(text(embargoed), IN_ZONE, IN_ZONE.minusMinutes(30)));
		LedgerEntry lifted = accepted(imported("Three", null), embargoed).entry();
		assertThat(lifted.standing())
			.isEqualTo(new Scheduled(text(lifted), IN_ZONE.minusMinutes(30), IN_ZONE.minusMinutes(30)));
	}

	@Test
	void anEmbargoThatPassedOnTheWayIsNoError() {
		Command command = imported("One", ONE);
		Instant later = ONE.toInstant().plusSeconds(1);
		LedgerEntry entry = LEDGER.decide(command, null, later).change().orElseThrow().entry();
		assertThat(entry.standing()).isInstanceOf(Published.class);
		assertThat(text(entry).publishedAt()).isEqualTo(IN_ZONE);
		Decision.Accepted revised = LEDGER.decide(imported("Two", ONE.plusNanos(1000)), entry, later)
			.change()
			.orElseThrow();
		assertThat(event(revised)).isInstanceOf(ArticleRevised.class);
	}

	@Test
	void aVersionThatItsSourceMadeBeforeTheOneThatStandsChangesNothing() {
		LedgerEntry entry = entryAfter(version("Two", ONE, Command.SourceStatus.USABLE));
		for (Command.SourceStatus status : Command.SourceStatus.values()) {
			assertThat(LEDGER.decide(version("One", ONE.minusNanos(1000), status), entry, NOON).outcome())
				.isEqualTo(new Outcome.Unchanged(1));
		}
		assertThat(text(accepted(version("Three", ONE, Command.SourceStatus.USABLE), entry).entry()).headline())
			.as("of the same time")
			.isEqualTo("Three");
		assertThat(text(accepted(imported("Four", null), entry).entry()).headline()).as("of no time").isEqualTo("Four");
		LedgerEntry edited = entryAfter(version("Two", ONE, Command.SourceStatus.USABLE), revise(1, "Edited"));
		assertThat(LEDGER.decide(version("One", ONE.minusDays(1), Command.SourceStatus.USABLE), edited, NOON).change())
			.isEmpty();
	}

	@Test
	void aLaterVersionIsRememberedAlsoIfItChangesNothing() {
		Command same = version("One", ONE.plusHours(2), Command.SourceStatus.USABLE);
		LedgerEntry told = noted(same, entryAfter(version("One", ONE, Command.SourceStatus.USABLE)));
		assertThat(LEDGER.decide(version("Two", ONE.plusHours(1), Command.SourceStatus.USABLE), told, NOON))
			.isEqualTo(new Decision.Refused(new Outcome.Unchanged(1)));
		Command killAgain = version("One", ONE.plusHours(2), Command.SourceStatus.CANCELED);
		for (LedgerEntry killed : List.of(entryAfter(version("One", ONE, Command.SourceStatus.CANCELED)),
				entryAfter(imported("One", null), version("One", ONE, Command.SourceStatus.CANCELED)))) {
			assertThat(LEDGER
				.decide(version("Two", ONE.plusHours(1), Command.SourceStatus.USABLE), noted(killAgain, killed), NOON)
				.outcome()).isEqualTo(new Outcome.Unchanged(killed.revision()));
		}
	}

	/** What the ledger keeps of a command that changes nothing. */
	private static LedgerEntry noted(Command command, LedgerEntry before) {
		Decision decision = LEDGER.decide(command, before, NOON);
		assertThat(decision.outcome()).isEqualTo(new Outcome.Unchanged(before.revision()));
		LedgerEntry noted = ((Decision.Noted) decision).entry();
		assertThat(noted.current()).isEqualTo(before.current());
		return noted;
	}

	@Test
	void anEditorWhoSendsTheTimeOfTheSourceBackDoesNotMakeItHisOwn() {
		LedgerEntry entry = entryAfter(imported("One", ONE), reschedule(1, "Two", ONE));
		assertThat(accepted(imported("Three", null), entry).outcome().state()).isEqualTo(Standing.PUBLISHED);
	}

	@Test
	void theTimeOfAnArticleThatNoSourceEverToldIsAnEditorsAlsoIfAnEarlierVersionDidNotSaySo() {
		LedgerEntry entry = entryAfter(schedule("One", ONE));
		Scheduled scheduled = (Scheduled) entry.standing();
		LedgerEntry earlier = LedgerEntry.of(ARTICLE, new Revision(1, IN_ZONE, null, "publish",
				new Scheduled(scheduled.article(), scheduled.publishAt(), null)), List.of());
		assertThat(accepted(imported("Two", null), earlier).outcome().state()).isEqualTo(Standing.SCHEDULED);
	}

	@Test
	void aTextThatItsOwnKillOvertookIsNotPublished() {
		LedgerEntry killed = entryAfter(version("Two", ONE, Command.SourceStatus.CANCELED));
		assertThat(killed.standing().wasPublic()).isFalse();
		assertThat(LEDGER.decide(version("One", ONE.minusHours(1), Command.SourceStatus.USABLE), killed, NOON))
			.isEqualTo(new Decision.Refused(new Outcome.Unchanged(1)));
		assertThat(LEDGER.decide(publish("One"), killed, NOON).outcome())
			.isEqualTo(new Outcome.Gone("canceled by its source"));
		Decision.Accepted used = accepted(version("Three", ONE.plusHours(1), Command.SourceStatus.USABLE), killed);
		assertThat(event(used)).isEqualTo(new ArticlePublished(text(used.entry())));
		assertThat(used.entry().revision()).isEqualTo(2);
	}

	@Test
	void anArticleThatIsRenamedVeryOftenKeepsItsAddressAndLosesNone() {
		List<Command> commands = new ArrayList<>(List.of(publish("0")));
		for (int revision = 1; revision <= 120; revision++) {
			commands.add(revise(revision, String.valueOf(revision)));
		}
		LedgerEntry entry = entryAfter(commands.toArray(Command[]::new));
		assertThat(text(entry).headline()).isEqualTo("120");
		assertThat(text(entry).slug()).isEqualTo(slug("100"));
		assertThat(text(entry).aliases()).hasSize(100).startsWith(slug("0")).endsWith(slug("99"));
		Article back = text(accepted(revise(121, "7"), entry).entry());
		assertThat(back.slug()).isEqualTo(slug("7"));
		assertThat(back.aliases()).hasSize(100).contains(slug("100")).doesNotContain(slug("7"));
	}

	@Test
	void anArticleHasAHundredCorrectionsAtMost() {
		List<Command> commands = new ArrayList<>(List.of(publish("One")));
		for (int revision = 1; revision <= 100; revision++) {
			commands.add(correct(revision, "One", "Note " + revision));
		}
		LedgerEntry entry = entryAfter(commands.toArray(Command[]::new));
		assertThat(text(entry).corrections()).hasSize(100);
		assertThat(LEDGER.decide(correct(101, "One", "One more"), entry, NOON).outcome())
			.isInstanceOf(Outcome.Rejected.class);
		assertThat(accepted(revise(101, "Two"), entry).entry().revision()).isEqualTo(102);
	}

	@Test
	void anEntryAndAnImportOfAnEarlierVersionAreStillCompared() {
		Command command = importedOf("From the source", ONE.minusHours(2));
		LedgerEntry entry = earlier(entryAfter(command, revise(1, "From the editor")), LedgerEntry.class);
		assertThat(LEDGER.decide(command, entry, NOON).outcome()).isEqualTo(new Outcome.Unchanged(2));
		assertThat(LEDGER.decide(earlier(command, Command.class), entry, NOON).outcome())
			.isEqualTo(new Outcome.Unchanged(2));
		assertThat(LEDGER.decide(importedOf("From the source, again", ONE), entry, NOON).change()).isPresent();
	}

	/** As a version wrote it that knew no fingerprint of texts. */
	private static <T> T earlier(T value, Class<T> type) {
		ObjectNode json = EventJson.mapper().valueToTree(value);
		json.remove(List.of("importedText", "textFingerprint", "importedVersion", "versionAt"));
		return EventJson.mapper().treeToValue(json, type);
	}

	private static Decision.Accepted accepted(Command command, @Nullable LedgerEntry entry) {
		return (Decision.Accepted) LEDGER.decide(command, entry, NOON);
	}

	/** 3b6f5a1c2d4e, the end of the article's id, is n5x48tvm6 in base 36. */
	private static String slug(String words) {
		return words + "-" + SlugsTests.SHORT_ID;
	}

	private static ArticleEvent event(Decision.Accepted accepted) {
		return ((Announcement.Told) accepted.announcement()).event();
	}

}
