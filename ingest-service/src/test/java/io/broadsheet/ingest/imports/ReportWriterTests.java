package io.broadsheet.ingest.imports;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.broadsheet.ingest.problem.FieldError;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReportWriterTests {

	private static final Duration SILENCE = Duration.ofSeconds(2);

	private final JsonMapper json = JsonMapper.builder().build();

	@Test
	void aReportIsOneJsonDocumentWithTheCountsAtItsEnd() {
		JsonNode report = this.json.readTree(text(write(Flux.just(item(0, ItemReport.Result.CREATED),
				item(1, ItemReport.Result.REJECTED), item(2, ItemReport.Result.CREATED)))));
		assertThat(report.get("created").intValue()).isEqualTo(2);
		assertThat(report.get("revised").intValue()).isZero();
		assertThat(report.get("unchanged").intValue()).isZero();
		assertThat(report.get("rejected").intValue()).isEqualTo(1);
		assertThat(report.get("items").size()).isEqualTo(3);
		assertThat(report.get("items").get(1).toString()).isEqualTo("{\"index\":1,\"externalId\":null,\"id\":null,"
				+ "\"outcome\":\"rejected\",\"errors\":[{\"pointer\":\"/a\",\"detail\":\"b\"}]}");
	}

	@Test
	void theReportOfNothingIsOneToo() {
		assertThat(text(write(Flux.empty())))
			.isEqualTo("{\"items\":[\n],\"created\":0,\"revised\":0,\"unchanged\":0,\"rejected\":0}\n");
	}

	@Test
	void itStaysAliveFromTheMomentThatTheImportHasBegun() {
		TestPublisher<ItemReport> items = TestPublisher.create();
		Sinks.Empty<Void> begun = Sinks.empty();
		StepVerifier
			.withVirtualTime(() -> ReportWriter.alive(write(items.flux()), begun.asMono(), SILENCE)
				.map(ReportWriterTests::string))
			.then(begun::tryEmitEmpty)
			.expectNext("\n")
			.thenAwait(SILENCE)
			.expectNext("\n")
			.then(() -> items.next(item(0, ItemReport.Result.UNCHANGED)))
			.assertNext((piece) -> assertThat(piece).startsWith("{\"items\":[\n").contains("unchanged"))
			.thenAwait(SILENCE)
			.expectNext("\n")
			.then(items::complete)
			.assertNext((piece) -> assertThat(piece).endsWith("}\n"))
			.verifyComplete();
	}

	@Test
	void thereIsNothingOfItBeforeTheImportHasBegun() {
		TestPublisher<ItemReport> items = TestPublisher.create();
		StepVerifier
			.withVirtualTime(
					() -> ReportWriter.alive(write(items.flux()), Mono.never(), SILENCE).map(ReportWriterTests::string))
			.thenAwait(SILENCE.multipliedBy(2))
			.then(items::complete)
			.assertNext((piece) -> assertThat(piece).startsWith("{\"items\"").endsWith("}\n"))
			.verifyComplete();
	}

	@Test
	void anImportThatCantBeginIsAnErrorAndNoReport() {
		TestPublisher<ItemReport> failing = TestPublisher.create();
		StepVerifier.create(ReportWriter.alive(write(failing.flux()), Mono.never(), SILENCE))
			.then(() -> failing.error(new IllegalStateException("no ledger")))
			.verifyError(IllegalStateException.class);
	}

	@Test
	void aReportThatFailsFailsAndOneThatNobodyReadsIsCancelled() {
		TestPublisher<ItemReport> failing = TestPublisher.create();
		StepVerifier.create(ReportWriter.alive(write(failing.flux()), Mono.never(), SILENCE))
			.then(() -> failing.next(item(0, ItemReport.Result.CREATED)))
			.expectNextCount(1)
			.then(() -> failing.error(new IllegalStateException("overrun")))
			.verifyError(IllegalStateException.class);
		TestPublisher<ItemReport> left = TestPublisher.create();
		StepVerifier.create(ReportWriter.alive(write(left.flux()), Mono.never(), SILENCE))
			.then(left::assertWasSubscribed)
			.thenCancel()
			.verify();
		left.assertCancelled();
	}

	private Flux<byte[]> write(Flux<ItemReport> items) {
		return new ReportWriter(ImportFormat.NDJSON, this.json, Clock.systemUTC(), Duration.ofSeconds(5)).write(items);
	}

	private static ItemReport item(long index, ItemReport.Result result) {
		return new ItemReport(index, null, null, result, List.of(new FieldError("/a", "b")), List.of(), false);
	}

	private static String text(Flux<byte[]> pieces) {
		return String.join("", pieces.map(ReportWriterTests::string).collectList().block());
	}

	private static String string(byte[] piece) {
		return new String(piece, StandardCharsets.UTF_8);
	}

}
