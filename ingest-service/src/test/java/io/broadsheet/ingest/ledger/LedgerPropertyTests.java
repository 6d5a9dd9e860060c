package io.broadsheet.ingest.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.ArticleEvent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every sequence of commands.
 */
class LedgerPropertyTests {

	@Property
	void revisionsAreOneTwoThreeAndSoOn(@ForAll("commands") List<Command> commands) {
		List<Decision.Accepted> accepted = accepted(decideAll(commands));
		for (int index = 0; index < accepted.size(); index++) {
			Decision.Accepted each = accepted.get(index);
			assertThat(each.outcome().revision()).isEqualTo(index + 1);
			assertThat(each.entry().revision()).isEqualTo(index + 1);
			assertThat(each.event().revision()).isEqualTo(index + 1);
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
	void aKeyNeverActsTwice(@ForAll("commands") List<Command> commands) {
		Map<String, Integer> acts = new HashMap<>();
		List<Decision> decisions = decideAll(commands);
		for (int index = 0; index < commands.size(); index++) {
			String key = commands.get(index).ticket().idempotencyKey();
			if (key != null && decisions.get(index).change().isPresent()) {
				acts.merge(key, 1, Integer::sum);
			}
		}
		assertThat(acts.values()).allMatch((count) -> count == 1);
	}

	@Property
	void theLastEventTellsWhatTheLedgerHolds(@ForAll("commands") List<Command> commands) {
		List<Decision.Accepted> accepted = accepted(decideAll(commands));
		for (Decision.Accepted each : accepted) {
			ArticleEvent event = each.event();
			LedgerEntry entry = each.entry();
			assertThat(event.articleId()).isEqualTo(entry.article().id());
			assertThat(event.type().name().equals("ARTICLE_WITHDRAWN")).isEqualTo(entry.withdrawal() != null);
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
		Arbitrary<Command> withdraw = Combinators.combine(keys, revisions.injectNull(0.3), headlines)
			.as(LedgerFixtures::withdraw);
		return Arbitraries.frequencyOf(Tuple.of(2, publish), Tuple.of(8, revise), Tuple.of(1, withdraw))
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
			now = now.plusSeconds(1);
		}
		return decisions;
	}

	private static List<Decision.Accepted> accepted(List<Decision> decisions) {
		return decisions.stream().flatMap((decision) -> decision.change().stream()).toList();
	}

}
