package io.broadsheet.gateway.limit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.broadsheet.gateway.upstream.UpstreamCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How large and how slow a body may be, on a clock of its own.
 */
class BodyLimitFilterTests {

	private final BodyLimitFilter filter = new BodyLimitFilter(
			new BodySettings(DataSize.ofBytes(10), Duration.ofSeconds(30), DataSize.ofBytes(15),
					Map.of("/api/v1/imports", DataSize.ofBytes(100)), Duration.ofSeconds(15)));

	private final List<String> reached = new ArrayList<>();

	private final List<Throwable> failures = new ArrayList<>();

	private VirtualTimeScheduler time;

	@BeforeEach
	void virtualTime() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void realTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void aBodyReachesNobodyBeforeItIsWhole() {
		TestPublisher<DataBuffer> body = send("/api/v1/views");
		body.next(buffer("12345"));
		assertThat(this.reached).isEmpty();
		body.next(buffer("67890")).complete();
		assertThat(this.reached).containsExactly("1234567890");
	}

	@Test
	void oneByteTooMuchIsTooMuch() {
		send("/api/v1/views").next(buffer("1234567890")).next(buffer("1"));
		assertThat(this.reached).isEmpty();
		assertThat(statuses()).containsExactly(413);
	}

	@Test
	void aBodyThatKeepsDribblingIsCutOffWhenItsTimeIsOver() {
		TestPublisher<DataBuffer> body = send("/api/v1/views");
		for (int second = 0; second < 9; second++) {
			body.next(buffer("1"));
			this.time.advanceTimeBy(Duration.ofSeconds(3));
		}
		this.time.advanceTimeBy(Duration.ofMillis(2999));
		assertThat(this.failures).isEmpty();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(statuses()).containsExactly(408);
		body.assertCancelled();
	}

	@Test
	void aBodyThatIsPassedOnMayTakeLongButNotPause() {
		TestPublisher<DataBuffer> body = send("/api/v1/imports");
		for (int part = 0; part < 10; part++) {
			this.time.advanceTimeBy(Duration.ofMillis(14_999));
			body.next(buffer("1"));
		}
		assertThat(this.failures).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(15));
		assertThat(statuses()).containsExactly(408);
	}

	@Test
	void whileABodyIsPassedOnTheUpstreamCanBeToldFromTheClient() {
		TestPublisher<DataBuffer> body = TestPublisher.create();
		MockServerWebExchange exchange = MockServerWebExchange.from(
				MockServerHttpRequest.post("/api/v1/imports").header("Transfer-Encoding", "chunked").body(body.flux()));
		this.filter
			.filter(exchange,
					(passed) -> DataBufferUtils.join(passed.getRequest().getBody())
						.doOnNext(DataBufferUtils::release)
						.then())
			.subscribe();
		body.next(buffer("1"));
		assertThat(exchange.getAttributes()).containsKey(UpstreamCalls.RECEIVING);
		body.complete();
		assertThat(exchange.getAttributes()).doesNotContainKey(UpstreamCalls.RECEIVING);
	}

	@Test
	void bodiesThatTakeTooMuchMemoryTogetherAreRefusedUntilThereIsRoom() {
		TestPublisher<DataBuffer> first = send("/api/v1/views");
		first.next(buffer("1234567890"));
		send("/api/v1/views").next(buffer("123456"));
		assertThat(statuses()).containsExactly(503);
		first.complete();
		assertThat(this.reached).containsExactly("1234567890");
		send("/api/v1/views").next(buffer("abcdefghij")).complete();
		assertThat(this.reached).containsExactly("1234567890", "abcdefghij");
	}

	@Test
	void whoGoesAwayTakesNoMemory() {
		TestPublisher<DataBuffer> gone = TestPublisher.create();
		exchange("/api/v1/views", gone).subscribe().dispose();
		for (int turn = 0; turn < 5; turn++) {
			TestPublisher<DataBuffer> body = TestPublisher.create();
			Disposable client = exchange("/api/v1/views", body).subscribe();
			body.next(buffer("1234567890"));
			client.dispose();
		}
		send("/api/v1/views").next(buffer("abcdefghij")).complete();
		assertThat(this.reached).containsExactly("abcdefghij");
	}

	private TestPublisher<DataBuffer> send(String path) {
		TestPublisher<DataBuffer> body = TestPublisher.create();
		exchange(path, body).subscribe(null, this.failures::add);
		return body;
	}

	private Mono<Void> exchange(String path, TestPublisher<DataBuffer> body) {
		MockServerHttpRequest request = MockServerHttpRequest.post(path)
			.header("Transfer-Encoding", "chunked")
			.body(body.flux());
		return this.filter.filter(MockServerWebExchange.from(request),
				(passed) -> DataBufferUtils.join(passed.getRequest().getBody())
					.doOnNext((whole) -> this.reached.add(whole.toString(StandardCharsets.UTF_8)))
					.then());
	}

	private List<Integer> statuses() {
		return this.failures.stream().map((failure) -> ((Refusal) failure).getStatusCode().value()).toList();
	}

	private static DataBuffer buffer(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}
