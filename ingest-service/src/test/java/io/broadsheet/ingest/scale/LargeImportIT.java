package io.broadsheet.ingest.scale;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A document that is several times as large as the memory of whoever imports it.
 */
class LargeImportIT {

	private static final Duration START = Duration.ofSeconds(90);

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final int LINES = 10_000;

	/** Of one line, so that the document is three times as large as the heap. */
	private static final int CHARACTERS = 30_000;

	private static final String HEAP = "96m";

	/**
	 * How many lines are on their way at once, in the instance and in what lies before.
	 */
	private static final int ON_THEIR_WAY = 600;

	private static final Pattern CREATED = Pattern.compile("\"created\":\"?(\\d+)");

	@RegisterExtension
	private final OwnBroker broker = new OwnBroker();

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger reported = new AtomicInteger();

	private final AtomicInteger mostOnTheirWay = new AtomicInteger();

	@Test
	void isReportedLineByLineWhileItIsSentAndNeverHeldWhole() throws IOException {
		try (ProcessInstance instance = ProcessInstance.startWithin(HEAP, this.broker.address(), "importing",
				"--broadsheet.imports.progress-interval=1s", "--logging.structured.format.console=ecs")) {
			await().atMost(START).until(instance::isReady);
			List<String> report = Agency.send(instance, document())
				.doOnNext(this::count)
				.collectList()
				.timeout(PATIENCE,
						Mono.error(() -> new AssertionError(this.sent + " sent, " + this.reported + " reported")))
				.block();
			assertThat(report.get(report.size() - 1)).contains("\"created\":" + LINES, "\"rejected\":0");
			assertThat(this.reported).hasValue(LINES);
			assertThat(this.mostOnTheirWay).hasPositiveValue().hasValueLessThan(ON_THEIR_WAY);
			assertThat(told("An import goes on", instance)).hasSizeGreaterThan(2).isSorted().doesNotHaveDuplicates();
			assertThat(told("An import is complete", instance)).containsExactly(LINES);
		}
	}

	private Flux<String> document() {
		String prefix = UUID.randomUUID().toString();
		String body = "<p>" + "The tram is back. ".repeat(CHARACTERS / 18) + "</p>";
		return Flux.range(0, LINES).map((number) -> {
			this.mostOnTheirWay.accumulateAndGet(this.sent.incrementAndGet() - this.reported.get(), Math::max);
			return "{\"externalId\": \"%s-%d\", \"headline\": \"Line %d\", \"language\": \"en\", \"section\": \"a\", \"body\": \"%s\"}\n"
				.formatted(prefix, number, number, body);
		});
	}

	/** How many articles the log says had been created. */
	private static List<Integer> told(String message, ProcessInstance instance) throws IOException {
		return instance.log()
			.lines()
			.filter((line) -> line.contains(message))
			.flatMap((line) -> CREATED.matcher(line).results())
			.map((created) -> Integer.valueOf(created.group(1)))
			.toList();
	}

	private void count(String line) {
		if (Agency.isItem(line)) {
			this.reported.incrementAndGet();
		}
	}

}
