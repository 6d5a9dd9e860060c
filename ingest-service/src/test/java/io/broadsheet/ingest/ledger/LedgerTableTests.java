package io.broadsheet.ingest.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
import static io.broadsheet.ingest.ledger.LedgerFixtures.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every state and every command. What is accepted is written as the state and revision
 * that follow and what the public topic is told; what is refused as the outcome.
 */
class LedgerTableTests {

	private static final Instant TWO = NOON.plus(Duration.ofHours(2));

	/** Each state at revision 2, but for what is not there, or was never told. */
	private static final Map<String, LedgerEntry> STATES = states();

	private static final Map<String, Command> COMMANDS = commands();

	private static final String TABLE = """
			nothing            | publish          | published 1, told published
			nothing            | schedule         | scheduled 1, silence
			nothing            | schedule in past | rejected
			nothing            | revise           | not found
			nothing            | revise stale     | not found
			nothing            | correct          | not found
			nothing            | reschedule       | not found
			nothing            | redate           | not found
			nothing            | withdraw         | not found
			nothing            | withdraw stale   | not found
			nothing            | restore          | not found
			nothing            | restore stale    | not found
			nothing            | purge            | not found
			nothing            | purge stale      | not found
			nothing            | import           | published 1, told published
			nothing            | import same      | published 1, told published
			nothing            | import redated   | published 1, told published
			nothing            | import embargoed | scheduled 1, silence
			nothing            | import withheld  | withheld 1, silence
			nothing            | import canceled  | withheld 1, silence
			nothing            | release          | not found
			scheduled          | publish          | exists
			scheduled          | schedule         | exists
			scheduled          | schedule in past | exists
			scheduled          | revise           | scheduled 3, silence
			scheduled          | revise stale     | conflict
			scheduled          | correct          | rejected
			scheduled          | reschedule       | scheduled 3, silence
			scheduled          | redate           | scheduled 3, silence
			scheduled          | withdraw         | withdrawn 3, silence
			scheduled          | withdraw stale   | conflict
			scheduled          | restore          | misfit
			scheduled          | restore stale    | misfit
			scheduled          | purge            | purged 3, silence
			scheduled          | purge stale      | conflict
			scheduled          | import           | scheduled 3, silence
			scheduled          | import same      | scheduled 3, silence
			scheduled          | import redated   | scheduled 3, silence
			scheduled          | import embargoed | scheduled 3, silence
			scheduled          | import withheld  | withdrawn 3, silence
			scheduled          | import canceled  | withdrawn 3, silence
			scheduled          | release          | misfit
			due                | publish          | exists
			due                | schedule         | exists
			due                | schedule in past | exists
			due                | revise           | published 3, told published
			due                | revise stale     | conflict
			due                | correct          | rejected
			due                | reschedule       | scheduled 3, silence
			due                | redate           | published 3, told published
			due                | withdraw         | withdrawn 3, silence
			due                | withdraw stale   | conflict
			due                | restore          | misfit
			due                | restore stale    | misfit
			due                | purge            | purged 3, silence
			due                | purge stale      | conflict
			due                | import           | published 3, told published
			due                | import same      | published 3, told published
			due                | import redated   | published 3, told published
			due                | import embargoed | published 3, told published
			due                | import withheld  | withdrawn 3, silence
			due                | import canceled  | withdrawn 3, silence
			due                | release          | published 3, told published
			embargoed          | publish          | exists
			embargoed          | schedule         | exists
			embargoed          | schedule in past | exists
			embargoed          | revise           | scheduled 3, silence
			embargoed          | revise stale     | conflict
			embargoed          | correct          | rejected
			embargoed          | reschedule       | scheduled 3, silence
			embargoed          | redate           | scheduled 3, silence
			embargoed          | withdraw         | withdrawn 3, silence
			embargoed          | withdraw stale   | conflict
			embargoed          | restore          | misfit
			embargoed          | restore stale    | misfit
			embargoed          | purge            | purged 3, silence
			embargoed          | purge stale      | conflict
			embargoed          | import           | published 3, told published
			embargoed          | import same      | published 3, told published
			embargoed          | import redated   | published 3, told published
			embargoed          | import embargoed | scheduled 3, silence
			embargoed          | import withheld  | withdrawn 3, silence
			embargoed          | import canceled  | withdrawn 3, silence
			embargoed          | release          | misfit
			published          | publish          | exists
			published          | schedule         | exists
			published          | schedule in past | exists
			published          | revise           | published 3, told revised
			published          | revise stale     | conflict
			published          | correct          | published 3, told revised
			published          | reschedule       | rejected
			published          | redate           | rejected
			published          | withdraw         | withdrawn 3, told withdrawn
			published          | withdraw stale   | conflict
			published          | restore          | misfit
			published          | restore stale    | misfit
			published          | purge            | purged 3, erasure
			published          | purge stale      | conflict
			published          | import           | published 3, told revised
			published          | import same      | unchanged
			published          | import redated   | unchanged
			published          | import embargoed | rejected
			published          | import withheld  | withdrawn 3, told withdrawn
			published          | import canceled  | withdrawn 3, told withdrawn
			published          | release          | misfit
			withdrawn          | publish          | exists
			withdrawn          | schedule         | exists
			withdrawn          | schedule in past | exists
			withdrawn          | revise           | gone
			withdrawn          | revise stale     | gone
			withdrawn          | correct          | gone
			withdrawn          | reschedule       | gone
			withdrawn          | redate           | gone
			withdrawn          | withdraw         | gone
			withdrawn          | withdraw stale   | gone
			withdrawn          | restore          | published 3, told published
			withdrawn          | restore stale    | conflict
			withdrawn          | purge            | purged 3, erasure
			withdrawn          | purge stale      | conflict
			withdrawn          | import           | gone
			withdrawn          | import same      | gone
			withdrawn          | import redated   | gone
			withdrawn          | import embargoed | gone
			withdrawn          | import withheld  | unchanged
			withdrawn          | import canceled  | unchanged
			withdrawn          | release          | misfit
			taken back         | publish          | exists
			taken back         | schedule         | exists
			taken back         | schedule in past | exists
			taken back         | revise           | gone
			taken back         | revise stale     | gone
			taken back         | correct          | gone
			taken back         | reschedule       | gone
			taken back         | redate           | gone
			taken back         | withdraw         | gone
			taken back         | withdraw stale   | gone
			taken back         | restore          | published 3, told published
			taken back         | restore stale    | conflict
			taken back         | purge            | purged 3, erasure
			taken back         | purge stale      | conflict
			taken back         | import           | published 3, told published
			taken back         | import same      | published 3, told published
			taken back         | import redated   | published 3, told published
			taken back         | import embargoed | rejected
			taken back         | import withheld  | unchanged
			taken back         | import canceled  | unchanged
			taken back         | release          | misfit
			cancelled          | publish          | exists
			cancelled          | schedule         | exists
			cancelled          | schedule in past | exists
			cancelled          | revise           | gone
			cancelled          | revise stale     | gone
			cancelled          | correct          | gone
			cancelled          | reschedule       | gone
			cancelled          | redate           | gone
			cancelled          | withdraw         | gone
			cancelled          | withdraw stale   | gone
			cancelled          | restore          | scheduled 3, silence
			cancelled          | restore stale    | conflict
			cancelled          | purge            | purged 3, silence
			cancelled          | purge stale      | conflict
			cancelled          | import           | gone
			cancelled          | import same      | gone
			cancelled          | import redated   | gone
			cancelled          | import embargoed | gone
			cancelled          | import withheld  | unchanged
			cancelled          | import canceled  | unchanged
			cancelled          | release          | misfit
			cancelled, due     | publish          | exists
			cancelled, due     | schedule         | exists
			cancelled, due     | schedule in past | exists
			cancelled, due     | revise           | gone
			cancelled, due     | revise stale     | gone
			cancelled, due     | correct          | gone
			cancelled, due     | reschedule       | gone
			cancelled, due     | redate           | gone
			cancelled, due     | withdraw         | gone
			cancelled, due     | withdraw stale   | gone
			cancelled, due     | restore          | published 3, told published
			cancelled, due     | restore stale    | conflict
			cancelled, due     | purge            | purged 3, silence
			cancelled, due     | purge stale      | conflict
			cancelled, due     | import           | gone
			cancelled, due     | import same      | gone
			cancelled, due     | import redated   | gone
			cancelled, due     | import embargoed | gone
			cancelled, due     | import withheld  | unchanged
			cancelled, due     | import canceled  | unchanged
			cancelled, due     | release          | misfit
			embargo taken back | publish          | exists
			embargo taken back | schedule         | exists
			embargo taken back | schedule in past | exists
			embargo taken back | revise           | gone
			embargo taken back | revise stale     | gone
			embargo taken back | correct          | gone
			embargo taken back | reschedule       | gone
			embargo taken back | redate           | gone
			embargo taken back | withdraw         | gone
			embargo taken back | withdraw stale   | gone
			embargo taken back | restore          | scheduled 3, silence
			embargo taken back | restore stale    | conflict
			embargo taken back | purge            | purged 3, silence
			embargo taken back | purge stale      | conflict
			embargo taken back | import           | published 3, told published
			embargo taken back | import same      | published 3, told published
			embargo taken back | import redated   | published 3, told published
			embargo taken back | import embargoed | scheduled 3, silence
			embargo taken back | import withheld  | unchanged
			embargo taken back | import canceled  | unchanged
			embargo taken back | release          | misfit
			withheld           | publish          | gone
			withheld           | schedule         | gone
			withheld           | schedule in past | gone
			withheld           | revise           | gone
			withheld           | revise stale     | gone
			withheld           | correct          | gone
			withheld           | reschedule       | gone
			withheld           | redate           | gone
			withheld           | withdraw         | gone
			withheld           | withdraw stale   | gone
			withheld           | restore          | misfit
			withheld           | restore stale    | misfit
			withheld           | purge            | conflict
			withheld           | purge stale      | purged 2, silence
			withheld           | import           | published 2, told published
			withheld           | import same      | published 2, told published
			withheld           | import redated   | published 2, told published
			withheld           | import embargoed | scheduled 2, silence
			withheld           | import withheld  | unchanged
			withheld           | import canceled  | unchanged
			withheld           | release          | misfit
			purged             | publish          | gone
			purged             | schedule         | gone
			purged             | schedule in past | gone
			purged             | revise           | gone
			purged             | revise stale     | gone
			purged             | correct          | gone
			purged             | reschedule       | gone
			purged             | redate           | gone
			purged             | withdraw         | gone
			purged             | withdraw stale   | gone
			purged             | restore          | gone
			purged             | restore stale    | gone
			purged             | purge            | unchanged
			purged             | purge stale      | unchanged
			purged             | import           | gone
			purged             | import same      | gone
			purged             | import redated   | gone
			purged             | import embargoed | gone
			purged             | import withheld  | unchanged
			purged             | import canceled  | unchanged
			purged             | release          | misfit
			""";

	@ParameterizedTest(name = "{0}, {1}: {2}")
	@MethodSource("rows")
	void everyCommandIsDecidedByTheStateThatItMeets(String state, String command, String decision) {
		Command asked = COMMANDS.get(command);
		assertThat(asked).as(command).isNotNull();
		assertThat(STATES).containsKey(state);
		Decision decided = LEDGER.decide(asked, STATES.get(state), now(state, command));
		assertThat(describe(decided)).isEqualTo(decision);
	}

	@Test
	void theTableHasEveryStateWithEveryCommandOnce() {
		assertThat(rows()).extracting((row) -> row[0] + ", " + row[1])
			.containsExactlyInAnyOrderElementsOf(STATES.keySet()
				.stream()
				.flatMap((state) -> COMMANDS.keySet().stream().map((command) -> state + ", " + command))
				.toList());
	}

	@Test
	void whatIsRefusedChangesNothing() {
		STATES.forEach((state, entry) -> COMMANDS.forEach((name, command) -> {
			Decision decision = LEDGER.decide(command, entry, NOON);
			assertThat(decision.change().isPresent()).as(state + ", " + name)
				.isEqualTo(decision.outcome() instanceof Outcome.Accepted);
		}));
	}

	static List<String[]> rows() {
		return TABLE.lines().map((line) -> line.strip().split(" *\\| ", 3)).toList();
	}

	/** Only what is due, or is rescheduled, meets a later clock. */
	private static Instant now(String state, String command) {
		return state.endsWith("due") && !command.equals("reschedule") ? TWO : NOON;
	}

	private static Map<String, @Nullable LedgerEntry> states() {
		Map<String, @Nullable LedgerEntry> states = new LinkedHashMap<>();
		states.put("nothing", null);
		states.put("scheduled", entryAfter(schedule("One", ONE.plusHours(1)), reschedule(1, "One", ONE)));
		states.put("due", states.get("scheduled"));
		states.put("embargoed", entryAfter(imported("One", ONE), imported("Two", ONE)));
		states.put("published", entryAfter(publish("One"), revise(1, "Two")));
		states.put("withdrawn", entryAfter(publish("One"), withdraw(null, "wrong")));
		states.put("taken back",
				entryAfter(imported("One", null), imported("One", null, Command.SourceStatus.CANCELED)));
		states.put("cancelled", entryAfter(schedule("One", ONE), withdraw(null, "not now")));
		states.put("cancelled, due", states.get("cancelled"));
		states.put("embargo taken back",
				entryAfter(imported("One", ONE), imported("One", ONE, Command.SourceStatus.WITHHELD)));
		states.put("withheld", entryAfter(imported("One", null, Command.SourceStatus.CANCELED)));
		states.put("purged", entryAfter(publish("One"), purge(null)));
		return states;
	}

	private static Map<String, Command> commands() {
		Map<String, Command> commands = new LinkedHashMap<>();
		commands.put("publish", publish("New"));
		commands.put("schedule", schedule("New", ONE));
		commands.put("schedule in past", schedule("New", ONE.minusHours(2)));
		commands.put("revise", revise(2, "New"));
		commands.put("revise stale", revise(1, "New"));
		commands.put("correct", correct(2, "New", "note"));
		commands.put("reschedule", reschedule(2, "New", ONE.plusHours(3)));
		commands.put("redate", redate(2, "New", ONE.minusHours(2)));
		commands.put("withdraw", withdraw(2L, "wrong"));
		commands.put("withdraw stale", withdraw(1L, "wrong"));
		commands.put("restore", restore(2L));
		commands.put("restore stale", restore(1L));
		commands.put("purge", purge(2L));
		commands.put("purge stale", purge(1L));
		commands.put("import", imported("New", null));
		commands.put("import same", imported("Two", null));
		commands.put("import redated", importedOf("Two", ONE.minusHours(2)));
		commands.put("import embargoed", imported("New", ONE));
		commands.put("import withheld", imported("New", null, Command.SourceStatus.WITHHELD));
		commands.put("import canceled", imported("New", null, Command.SourceStatus.CANCELED));
		commands.put("release", release());
		return commands;
	}

	private static String describe(Decision decision) {
		return decision.change().map(LedgerTableTests::describe).orElseGet(() -> words(decision.outcome()));
	}

	private static String describe(Decision.Accepted accepted) {
		String told = (accepted.announcement() instanceof Announcement.Told event)
				? "told " + event.event().type().name().substring("ARTICLE_".length()).toLowerCase()
				: words(accepted.announcement());
		return accepted.outcome().state() + " " + accepted.entry().revision() + ", " + told;
	}

	/** The name of the type, as words. */
	private static String words(Object value) {
		return value.getClass()
			.getSimpleName()
			.codePoints()
			.mapToObj(Character::toString)
			.map((letter) -> letter.equals(letter.toLowerCase()) ? letter : " " + letter.toLowerCase())
			.collect(Collectors.joining())
			.strip();
	}

}
