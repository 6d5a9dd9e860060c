package io.broadsheet.ingest.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleWithdrawn;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every sequence of commands.
 */
class LedgerPropertyTests {

	/**
	 * Forty commands take two days, in which keys are forgotten and schedules are due.
	 */
	private static final Duration STEP = Duration.ofMinutes(72);

	@Property
	void revisionsAreOneTwoThreeAndSoOn(@ForAll("commands") List<Command> commands) {
		List<Decision.Accepted> accepted = accepted(decideAll(commands));
		for (int index = 0; index < accepted.size(); index++) {
			Decision.Accepted each = accepted.get(index);
			assertThat(each.outcome().revision()).isEqualTo(index + 1);
			assertThat(each.entry().revision()).isEqualTo(index + 1);
			if (each.announcement() instanceof Announcement.Told told) {
				assertThat(told.event().revision()).isEqualTo(index + 1);
			}
		}
	}

	@Property
	void ofAllThatBuildOnTheSameRevisionAtMostOneWins(@ForAll("commands") List<Command> commands) {
		Map<Long, Integer> winners = new HashMap<>();
		List<Decision> decisions = decideAll(commands);
		for (int index = 0; index < commands.size(); index++) {
			if (commands.get(index) instanceof Command.Revise revise && decisions.get(index).change().isPresent()) {
				winners.merge(revise.expectedRevision(), 1, Integer::sum);
			}
		}
		assertThat(winners.values()).allMatch((wins) -> wins == 1);
	}

	@Property
	void aKeyNeverActsTwiceInADay(@ForAll("commands") List<Command> commands) {
		Map<String, Instant> acts = new HashMap<>();
		List<Decision> decisions = decideAll(commands);
		Instant now = LedgerFixtures.NOON;
		for (int index = 0; index < commands.size(); index++, now = now.plus(STEP)) {
			String key = commands.get(index).ticket().idempotencyKey();
			if (key != null && decisions.get(index).change().isPresent()) {
				Instant before = acts.put(key, now);
				assertThat(before == null || !before.plus(LedgerEntry.MEMORY).isAfter(now)).isTrue();
			}
		}
	}

	@Property
	void whoeverFoldsTheEventsSeesWhatTheLedgerLetsReadersSee(@ForAll("commands") List<Command> commands) {
		ArticleEvent lastTold = null;
		for (Decision.Accepted each : accepted(decideAll(commands))) {
			if (each.announcement() instanceof Announcement.Told told) {
				lastTold = told.event();
			}
			else if (each.announcement() instanceof Announcement.Erasure) {
				lastTold = null;
			}
			assertThat(seen(lastTold)).isEqualTo(visible(each.entry().standing()));
		}
	}

	@Property
	void nothingIsToldOfAnArticleThatReadersMayNotSeeYet(@ForAll("commands") List<Command> commands) {
		accepted(decideAll(commands)).stream()
			.takeWhile((each) -> !each.outcome().state().equals(Standing.PUBLISHED))
			.forEach((each) -> assertThat(each.announcement()).isEqualTo(new Announcement.Silence()));
	}

	@Property
	void nobodyButAnEditorBringsAnArticleOutBeforeTheTimeThatAnEditorGave(@ForAll("commands") List<Command> commands) {
		OffsetDateTime editorsTime = null;
		OffsetDateTime planned = null;
		Instant now = LedgerFixtures.NOON;
		List<Decision> decisions = decideAll(commands);
		for (int index = 0; index < commands.size(); index++, now = now.plus(STEP)) {
			Decision.Accepted accepted = decisions.get(index).change().orElse(null);
			if (accepted == null) {
				continue;
			}
			boolean isPublic = accepted.outcome().state().equals(Standing.PUBLISHED);
			if (commands.get(index) instanceof Command.Import && editorsTime != null && isPublic) {
				assertThat(editorsTime.toInstant()).isBeforeOrEqualTo(now);
			}
			editorsTime = isPublic ? null : editorsTime(commands.get(index), planned, editorsTime);
			planned = accepted.outcome().publishAt();
		}
	}

	@Property
	void correctionsAreNeverLost(@ForAll("commands") List<Command> commands) {
		int corrections = 0;
		for (Decision.Accepted each : accepted(decideAll(commands))) {
			Optional<Article> text = each.entry().standing().text();
			if (text.isPresent()) {
				assertThat(text.get().corrections()).hasSizeBetween(corrections, corrections + 1);
				corrections = text.get().corrections().size();
			}
		}
	}

	@Property
	void whenReadersFirstSawAnArticleNeverChanges(@ForAll("commands") List<Command> commands) {
		OffsetDateTime publishedAt = null;
		for (Decision.Accepted each : accepted(decideAll(commands))) {
			if (each.entry().standing().wasPublic()) {
				OffsetDateTime told = LedgerFixtures.text(each.entry()).publishedAt();
				assertThat(told).isEqualTo((publishedAt != null) ? publishedAt : told);
				publishedAt = told;
			}
		}
	}

	@Property
	void theSameCommandsInTheSameOrderGiveTheSameDecisions(@ForAll("commands") List<Command> commands) {
		assertThat(decideAll(commands)).isEqualTo(decideAll(commands));
	}

	@Provide
	Arbitrary<List<Command>> commands() {
		Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "d", "e").injectNull(0.5);
		Arbitrary<Long> revisions = Arbitraries.longs().between(1, 6);
		Arbitrary<String> headlines = Arbitraries.of("One", "Two", "Three");
		Arbitrary<Command> publish = Combinators.combine(keys, headlines).as(LedgerFixtures::publish);
		Arbitrary<Command> revise = Combinators.combine(keys, revisions, headlines).as(LedgerFixtures::revise);
		Arbitrary<Command> correct = Combinators.combine(revisions, headlines, headlines).as(LedgerFixtures::correct);
		Arbitrary<OffsetDateTime> times = Arbitraries.integers()
			.between(-2, 40)
			.map(LedgerPropertyTests::stepsAfterNoon);
		Arbitrary<Command> schedule = Combinators.combine(headlines, times).as(LedgerFixtures::schedule);
		Arbitrary<Command> reschedule = Combinators.combine(revisions, headlines, times).as(LedgerFixtures::reschedule);
		Arbitrary<Command> redate = Combinators.combine(revisions, headlines, times).as(LedgerFixtures::redate);
		Arbitrary<Command> importedOf = Combinators.combine(headlines, times).as(LedgerFixtures::importedOf);
		Arbitrary<Command> withdraw = Combinators.combine(keys, revisions.injectNull(0.3), headlines)
			.as(LedgerFixtures::withdraw);
		Arbitrary<Command> restore = revisions.injectNull(0.7).map(LedgerFixtures::restore);
		Arbitrary<Command> purge = revisions.injectNull(0.3).map(LedgerFixtures::purge);
		Arbitrary<Command> imported = Combinators
			.combine(headlines, times.injectNull(0.7), Arbitraries.of(Command.SourceStatus.class))
			.as(LedgerFixtures::imported);
		return Arbitraries
			.frequencyOf(Tuple.of(2, publish), Tuple.of(2, schedule), Tuple.of(8, revise), Tuple.of(2, correct),
					Tuple.of(2, reschedule), Tuple.of(2, redate), Tuple.of(2, importedOf), Tuple.of(2, withdraw),
					Tuple.of(3, restore), Tuple.of(3, imported),
					Tuple.of(3, Arbitraries.create(LedgerFixtures::release)), Tuple.of(1, purge))
			.list()
			.ofMaxSize(40);
	}

	private static List<Decision> decideAll(List<Command> commands) {
		List<Decision> decisions = new ArrayList<>();
		LedgerEntry entry = null;
		Instant now = LedgerFixtures.NOON;
		for (Command command : commands) {
			Decision decision = LedgerFixtures.LEDGER.decide(command, entry, now);
			decisions.add(decision);
			entry = decision.change().map(Decision.Accepted::entry).orElse(entry);
			now = now.plus(STEP);
		}
		return decisions;
	}

	/** An editor who sends back the time that the article has gives none. */
	private static @Nullable OffsetDateTime editorsTime(Command command, @Nullable OffsetDateTime planned,
			@Nullable OffsetDateTime before) {
		if (command instanceof Command.Publish publish) {
			return publish.publishAt();
		}
		OffsetDateTime given = (command instanceof Command.Revise revise) ? revise.publishAt() : null;
		return (given == null || planned != null && given.isEqual(planned)) ? before : given;
	}

	private static List<Decision.Accepted> accepted(List<Decision> decisions) {
		return decisions.stream().flatMap((decision) -> decision.change().stream()).toList();
	}

	private static OffsetDateTime stepsAfterNoon(int steps) {
		return LedgerFixtures.NOON.plus(STEP.multipliedBy(steps)).atOffset(ZoneOffset.UTC);
	}

	/**
	 * What a reader of the topic has in hand: an article, the reason of a withdrawal, or
	 * nothing.
	 */
	private static @Nullable Object seen(@Nullable ArticleEvent last) {
		if (last instanceof ArticlePublished published) {
			return published.article();
		}
		if (last instanceof ArticleRevised revised) {
			return revised.article();
		}
		return (last instanceof ArticleWithdrawn withdrawn) ? withdrawn.reason() : null;
	}

	/** What the ledger means readers to see. */
	private static @Nullable Object visible(Standing standing) {
		if (standing instanceof Published published) {
			return published.article();
		}
		return (standing instanceof Withdrawn withdrawn && withdrawn.publishAt() == null) ? withdrawn.reason() : null;
	}

}
