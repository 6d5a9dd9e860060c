package io.broadsheet.ingest.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.broadsheet.ingest.article.TicketsMother;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.Command;
import io.broadsheet.ingest.ledger.Outcome;
import io.broadsheet.ingest.ledger.answer.LedgerUnavailableException;
import io.broadsheet.ingest.problem.FieldError;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class ImportsTests {

	private static final int CONCURRENCY = 64;

	private static final Runnable NOTHING = () -> {
	};

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final SlowLedger ledger = new SlowLedger();

	@Test
	void itemsWaitForTheLedgerTogetherButNeverMoreThanTheLimit() {
		AtomicLong pulled = new AtomicLong();
		Flux<ImportItem> endless = Flux.generate(pulled::get, (count, sink) -> {
			sink.next(item(pulled.getAndIncrement(), "x" + count));
			return count + 1;
		});
		StepVerifier.create(imports().take(ImportFormat.NDJSON, null, endless, NOTHING), Long.MAX_VALUE)
			.then(() -> assertThat(this.ledger.waiting).hasSize(CONCURRENCY))
			.then(() -> assertThat(pulled).hasValueLessThanOrEqualTo(CONCURRENCY + 1L))
			.then(() -> this.ledger.answer(10))
			.expectNextCount(10)
			.then(() -> assertThat(this.ledger.waiting).hasSize(CONCURRENCY))
			.then(() -> assertThat(pulled).hasValueLessThanOrEqualTo(CONCURRENCY + 11L))
			.thenCancel()
			.verify();
	}

	@Test
	void theItemsOfOneArticleAreDecidedOneAfterTheOtherInTheOrderOfTheDocument() {
		Flux<ImportItem> items = Flux.just(version(0, "a", 1), item(1, "b"), version(2, "a", 2), version(3, "a", 3));
		StepVerifier.create(imports().take(ImportFormat.NDJSON, null, items, NOTHING).map(ItemReport::index))
			.then(() -> assertThat(this.ledger.asked()).containsExactly("a0", "b1"))
			.then(() -> this.ledger.answerLast())
			.then(() -> assertThat(this.ledger.asked()).containsExactly("a0", "b1"))
			.then(() -> this.ledger.answer(1))
			.expectNext(0L, 1L)
			.then(() -> assertThat(this.ledger.asked()).containsExactly("a0", "b1", "a2"))
			.then(() -> this.ledger.answer(1))
			.expectNext(2L)
			.then(() -> this.ledger.answer(1))
			.expectNext(3L)
			.verifyComplete();
	}

	@Test
	void theReportKeepsTheOrderOfTheDocumentWhateverTheOrderOfDecisions() {
		StepVerifier
			.create(imports().take(ImportFormat.RSS, null, Flux.just(item(0, "a"), item(1, "b"), item(2, "c")), NOTHING)
				.map(ItemReport::index))
			.then(() -> this.ledger.answerLast())
			.expectNoEvent(Duration.ofMillis(10))
			.then(() -> this.ledger.answer(1))
			.expectNext(0L)
			.then(() -> this.ledger.answer(1))
			.expectNext(1L, 2L)
			.verifyComplete();
	}

	@Test
	void eachOutcomeOfTheLedgerHasItsWordInTheReportAndIsCounted() {
		List<Outcome> outcomes = List.of(accepted(1), accepted(2), new Outcome.Unchanged(2), new Outcome.Unchanged(0),
				new Outcome.Gone("wrong"), new Outcome.Rejected("/publishAt", "comes too late"),
				new Outcome.NotFound());
		Deque<Outcome> next = new ArrayDeque<>(outcomes);
		Imports imports = new Imports((command) -> Mono.just(next.remove()), TicketsMother.tickets(Clock.systemUTC()),
				this.meters, settings());
		Flux<ImportItem> items = Flux.range(0, outcomes.size()).map((index) -> item(index, "x" + index));
		List<ItemReport> reports = imports.take(ImportFormat.ATOM, null, items, NOTHING).collectList().block();
		assertThat(reports).extracting((report) -> report.outcome().tag())
			.containsExactly("created", "revised", "unchanged", "unchanged", "rejected", "rejected", "rejected");
		assertThat(reports.get(0).errors()).isEmpty();
		assertThat(reports.get(4).errors())
			.containsExactly(new FieldError("", "was taken out of the newspaper: wrong"));
		assertThat(reports.get(5).errors()).containsExactly(new FieldError("/publishAt", "comes too late"));
		assertThat(count("atom", "rejected")).isEqualTo(3);
		assertThat(count("atom", "created")).isEqualTo(1);
		assertThat(count("rss", "created")).isZero();
	}

	@Test
	void anUnusableItemNeverReachesTheLedger() {
		ImportItem unusable = new ImportItem.Unusable(0, null, List.of(new FieldError("", "is not JSON")));
		ItemReport report = imports().take(ImportFormat.NDJSON, null, Flux.just(unusable), NOTHING).blockLast();
		assertThat(report.outcome()).isEqualTo(ItemReport.Result.REJECTED);
		assertThat(report.id()).isNull();
		assertThat(this.ledger.waiting).isEmpty();
	}

	@Test
	void aLedgerThatFallsSilentIsAskedAgainWithTheSameCommand() {
		List<String> commandIds = new ArrayList<>();
		Imports imports = imports((command) -> {
			if (headline(command).equals("a0")) {
				return Mono.just(accepted(1));
			}
			assertThat(command.ticket().idempotencyKey()).isNotNull();
			commandIds.add(command.ticket().commandId());
			return (commandIds.size() < 3) ? silence() : Mono.just(accepted(1));
		});
		assertThat(outcomes(imports, item(0, "a"), item(1, "b"))).containsExactly("created", "created");
		assertThat(commandIds).hasSize(3);
		assertThat(commandIds.stream().distinct()).hasSize(1);
	}

	@Test
	void aLedgerThatAnswersForNothingEndsTheImportAfterOneAttempt() {
		List<Command> asked = new ArrayList<>();
		Imports imports = imports((command) -> {
			asked.add(command);
			return silence();
		});
		StepVerifier.create(imports.take(ImportFormat.NDJSON, null, Flux.just(item(0, "a")), NOTHING))
			.verifyError(LedgerUnavailableException.class);
		assertThat(asked).hasSize(1);
	}

	@Test
	void aReportThatHasBegunIsWrittenToItsEnd() {
		ImportItem unusable = new ImportItem.Unusable(0, null, List.of(new FieldError("", "is not JSON")));
		assertThat(outcomes(imports((command) -> silence()), unusable, item(1, "a"))).containsExactly("rejected",
				"rejected");
	}

	@Test
	void aLedgerThatStaysSilentIsLeftInPeaceAndTheRestOfTheDocumentIsNotTried() {
		List<String> asked = new ArrayList<>();
		Imports imports = imports((command) -> {
			asked.add(headline(command));
			return headline(command).equals("a0") ? Mono.just(accepted(1)) : silence();
		});
		List<ItemReport> reports = imports
			.take(ImportFormat.NDJSON, null, Flux.just(item(0, "a"), version(1, "b", 1), version(2, "b", 2)), NOTHING)
			.collectList()
			.block();
		assertThat(reports).extracting((report) -> report.outcome().tag())
			.containsExactly("created", "rejected", "rejected");
		assertThat(reports.get(1).errors().get(0).detail()).contains("import it again, which is safe");
		assertThat(reports.get(2).errors().get(0).detail()).contains("was not tried");
		assertThat(reports.subList(1, 3)).allMatch(ItemReport::unanswered);
		assertThat(asked).containsExactly("a0", "b1", "b1", "b1", "b1");
	}

	@Test
	void whatADocumentTellsAnewOfTheSameVersionIsRejected() {
		List<String> asked = new ArrayList<>();
		Imports imports = imports((command) -> {
			asked.add(headline(command));
			return Mono.just(accepted(1));
		});
		List<ItemReport> reports = imports.take(ImportFormat.RSS, null,
				Flux.just(item(0, "a"), item(1, "b"), item(2, "a"), version(3, "a", 1), version(4, "a", 2)), NOTHING)
			.collectList()
			.block();
		assertThat(asked).containsExactly("a0", "b1");
		assertThat(reports).extracting((report) -> report.outcome().tag())
			.containsExactly("created", "created", "rejected", "rejected", "rejected");
		assertThat(reports.get(2).errors()).singleElement().satisfies((error) -> {
			assertThat(error.pointer()).isEqualTo("/externalId");
			assertThat(error.detail()).startsWith("is that of item 0 too");
		});
		assertThat(reports.get(2).unanswered()).isFalse();
	}

	@Test
	void whatADocumentTellsOfAnotherVersionIsNoContradiction() {
		assertThat(outcomes(imports((command) -> Mono.just(accepted(2))), version(0, "a", 1), version(1, "a", 2),
				version(2, "a", 1), item(3, "a")))
			.containsExactly("revised", "revised", "rejected", "rejected");
	}

	@Test
	void whatASourceTakesBackIsNeverRejected() {
		ImportItem kill = new ImportItem.Ready(1, "a", item(0, "a").content(), null, Command.SourceStatus.CANCELED,
				null, List.of());
		assertThat(outcomes(imports((command) -> Mono.just(accepted(2))), item(0, "a"), kill, kill))
			.containsExactly("revised", "revised", "revised");
	}

	@Test
	void anImportHasBegunWhenTheLedgerAnsweredForAnyItem() {
		List<String> begun = new ArrayList<>();
		imports().take(ImportFormat.NDJSON, null, Flux.just(item(0, "a"), item(1, "b")), () -> begun.add("now"))
			.subscribe();
		assertThat(begun).isEmpty();
		this.ledger.answerLast();
		assertThat(begun).containsExactly("now");
		this.ledger.answer(1);
		assertThat(begun).hasSize(1);
	}

	@Test
	void whatADocumentTellsTwiceInTheSameWordsIsAskedTwice() {
		ImportItem.Ready first = item(0, "a");
		ImportItem again = new ImportItem.Ready(1, "a", first.content(), null, first.status(), null, List.of());
		assertThat(outcomes(imports((command) -> Mono.just(new Outcome.Unchanged(1))), first, again))
			.containsExactly("unchanged", "unchanged");
	}

	@Test
	void theReportTellsWhatWasTakenOutOfABody() {
		ImportItem item = new ImportItem.Ready(0, "a", item(0, "a").content(), null, Command.SourceStatus.USABLE, null,
				List.of("script"));
		assertThat(imports((command) -> Mono.just(accepted(1))).take(ImportFormat.RSS, null, Flux.just(item), NOTHING)
			.blockLast()
			.removedMarkup()).containsExactly("script");
	}

	@Test
	void whatIsWithheldBeforeItWasToldLeavesReadersWithNothingAsBefore() {
		Outcome withheld = new Outcome.Accepted(1, "withheld", null, null, null, null, OffsetDateTime.MIN);
		assertThat(outcomes(imports((command) -> Mono.just(withheld)), item(0, "a"))).containsExactly("unchanged");
	}

	@Test
	void anItemWhoseEmbargoIsOverAsksForTheSameAsBefore() {
		OffsetDateTime time = OffsetDateTime.parse("2026-03-01T10:00:00+07:00");
		OffsetDateTime sameTime = OffsetDateTime.parse("2026-03-01T03:00:00Z");
		String ahead = fingerprint(item(0, "a", null, time));
		assertThat(fingerprint(item(0, "a", sameTime, null))).isEqualTo(ahead);
		assertThat(fingerprint(item(0, "a", time.plusSeconds(1), null))).isNotEqualTo(ahead);
		assertThat(fingerprint(item(0, "a", null, null))).isNotEqualTo(ahead);
		assertThat(fingerprint(item(1, "a", sameTime, null))).isNotEqualTo(ahead);
	}

	@Test
	void anItemThatIsDatedAnewSaysTheSame() {
		OffsetDateTime time = OffsetDateTime.parse("2026-03-01T10:00:00+07:00");
		String text = command(item(0, "a", time, null)).textFingerprint();
		assertThat(text).isNotNull();
		assertThat(command(item(0, "a", time.plusHours(1), null)).textFingerprint()).isEqualTo(text);
		assertThat(command(item(0, "a", null, time)).textFingerprint()).isEqualTo(text);
		assertThat(command(item(0, "a", null, null)).textFingerprint()).isEqualTo(text);
		assertThat(command(item(1, "a", time, null)).textFingerprint()).isNotEqualTo(text);
	}

	private String fingerprint(ImportItem item) {
		return command(item).ticket().fingerprint();
	}

	private Command.Import command(ImportItem item) {
		SlowLedger asked = new SlowLedger();
		new Imports(asked::submit, TicketsMother.tickets(Clock.systemUTC()), this.meters, settings())
			.take(ImportFormat.NINJS, null, Flux.just(item), NOTHING)
			.subscribe();
		return (Command.Import) asked.commands.get(0);
	}

	private double count(String format, String outcome) {
		return this.meters.get("broadsheet.ingest.imports")
			.tags("format", format, "outcome", outcome)
			.counter()
			.count();
	}

	private static List<String> outcomes(Imports imports, ImportItem... items) {
		return imports.take(ImportFormat.NDJSON, null, Flux.just(items), NOTHING)
			.map((report) -> report.outcome().tag())
			.collectList()
			.block();
	}

	private static String headline(Command command) {
		return ((Command.Import) command).content().headline();
	}

	private static Mono<Outcome> silence() {
		return Mono.error(new LedgerUnavailableException("an-article", new IllegalStateException("no answer")));
	}

	private Imports imports(Function<Command, Mono<Outcome>> ledger) {
		return new Imports(ledger, TicketsMother.tickets(Clock.systemUTC()), this.meters, settings());
	}

	private Imports imports() {
		return new Imports(this.ledger::submit, TicketsMother.tickets(Clock.systemUTC()), this.meters, settings());
	}

	private static ImportSettings settings() {
		return new ImportSettings(CONCURRENCY, 4, Duration.ofMillis(1), DataSize.ofMegabytes(5),
				DataSize.ofMegabytes(1), 1000, Duration.ofSeconds(2), Duration.ofSeconds(5));
	}

	private static Outcome.Accepted accepted(long revision) {
		return new Outcome.Accepted(revision, "published", "slug", "url", OffsetDateTime.MIN, null, OffsetDateTime.MIN);
	}

	private static ImportItem version(long index, String externalId, int day) {
		return new ImportItem.Ready(index, externalId, item(index, externalId).content(), null,
				Command.SourceStatus.USABLE, OffsetDateTime.parse("2026-03-01T10:00:00Z").plusDays(day), List.of());
	}

	private static ImportItem.Ready item(long index, String externalId) {
		return item(index, externalId, null, null);
	}

	private static ImportItem.Ready item(long index, String externalId, OffsetDateTime publishedAt,
			OffsetDateTime publishAt) {
		ArticleContent content = new ArticleContent(externalId, externalId + index, null, "", "en", "a", List.of(),
				List.of(), null, List.of(), publishedAt, null, true);
		return new ImportItem.Ready(index, externalId, content, publishAt, Command.SourceStatus.USABLE, null,
				List.of());
	}

	/** Answers when it is told to. */
	private static final class SlowLedger {

		private final Deque<Sinks.One<Outcome>> waiting = new ArrayDeque<>();

		private final List<Command> commands = new ArrayList<>();

		Mono<Outcome> submit(Command command) {
			Sinks.One<Outcome> answer = Sinks.one();
			this.commands.add(command);
			this.waiting.add(answer);
			return answer.asMono();
		}

		List<String> asked() {
			return this.commands.stream().map((command) -> ((Command.Import) command).content().headline()).toList();
		}

		void answer(int items) {
			for (int item = 0; item < items; item++) {
				this.waiting.remove().tryEmitValue(accepted(1));
			}
		}

		void answerLast() {
			this.waiting.removeLast().tryEmitValue(accepted(1));
		}

	}

}
