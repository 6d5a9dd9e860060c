package io.broadsheet.ingest.imports;

import java.time.Clock;
import java.time.Duration;

import io.broadsheet.ingest.article.TicketsMother;
import io.broadsheet.ingest.caller.Caller;
import io.broadsheet.ingest.imports.feed.FeedReader;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.ndjson.DraftLines;
import io.broadsheet.ingest.imports.ninjs.NinjsReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class ImportsControllerTests {

	private static final Clock CLOCK = Clock.systemUTC();

	private final ValidatorFactory validators = Validation.buildDefaultValidatorFactory();

	@AfterEach
	void closeValidators() {
		this.validators.close();
	}

	/**
	 * Of groups, which Reactor Netty ends with Flux.concat, one in some million is never
	 * ended, and the report stops there: too seldom to wait for it here.
	 */
	@Test
	void theReportIsWrittenAsOneStreamAndNotInGroups() {
		MockServerHttpResponse response = new OneStream();
		MockServerWebExchange request = MockServerWebExchange
			.from(MockServerHttpRequest.post("/api/v1/imports").body("no JSON\nnone either\n"));
		StepVerifier
			.create(controller().ndjson(null, null, request.mutate().response(response).build(), Caller.ANONYMOUS))
			.expectComplete()
			.verify(Duration.ofSeconds(30));
		assertThat(response.getBodyAsString().block()).contains("{\"items\":[").endsWith("\"rejected\":2}\n");
	}

	private ImportsController controller() {
		ImportSettings settings = new ImportSettings(64, 4, Duration.ofMillis(1), DataSize.ofMegabytes(5),
				DataSize.ofMegabytes(1), 1000, Duration.ofSeconds(2), Duration.ofSeconds(5));
		JsonMapper json = JsonMapper.builder().build();
		Intake intake = new Intake(this.validators.getValidator(), CLOCK);
		Imports imports = new Imports((command) -> Mono.never(), TicketsMother.tickets(CLOCK),
				new SimpleMeterRegistry(), settings);
		return new ImportsController(imports, intake,
				new DraftLines(json, intake, Schedulers.parallel(), (int) settings.maxLine().toBytes()),
				new FeedReader(intake), new NinjsReader(json, intake), json, CLOCK, settings);
	}

	/** Takes what is written as one stream, and nothing else. */
	private static final class OneStream extends MockServerHttpResponse {

		@Override
		protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> groups) {
			return Mono.error(new AssertionError("written in groups"));
		}

	}

}
