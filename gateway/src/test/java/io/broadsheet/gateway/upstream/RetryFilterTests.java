package io.broadsheet.gateway.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is sent again, and whose fault a failure is.
 */
class RetryFilterTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final RetryFilter filter = new RetryFilter(
			new Retries("catalog", Duration.ofMinutes(5), new RetryBudget(), new Refusals(this.meters)));

	private final AtomicInteger sent = new AtomicInteger();

	@ParameterizedTest
	@CsvSource({ "GET, 2", "HEAD, 2", "POST, 1", "PUT, 1", "DELETE, 1" })
	void onlyWhatReadsIsSentAgainAndOnlyOnce(String method, int times) {
		call(HttpMethod.valueOf(method), new IOException("Connection reset by peer")).verifyError(IOException.class);
		assertThat(this.sent).hasValue(times);
	}

	@Test
	void whatWasNotSentAtAllMayBeSentWhateverItIs() {
		call(HttpMethod.POST, new AbortedException("Connection has been closed BEFORE send operation"))
			.verifyError(UpstreamFailure.class);
		assertThat(this.sent).hasValue(2);
	}

	@Test
	void anUpstreamThatFailsGetsNoMoreThanTheBudgetAllows() {
		for (int request = 0; request < 200; request++) {
			call(HttpMethod.GET, new IOException("Connection reset by peer")).verifyError(IOException.class);
		}
		assertThat(this.sent.get()).isBetween(220, 230);
		assertThat(this.meters.get("broadsheet.gateway.retries").tag("outcome", "sent").counter().count())
			.isEqualTo(this.sent.get() - 200);
		assertThat(this.meters.get("broadsheet.gateway.retries").tag("outcome", "over-budget").counter().count())
			.isEqualTo(400 - this.sent.get());
	}

	@Test
	void whatTookTooLongIsNotSentAgain() {
		call(HttpMethod.GET, new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT))
			.verifyError(ResponseStatusException.class);
		assertThat(this.sent).hasValue(1);
	}

	@Test
	void whatCanNotBeReadIsAFailureOfTheUpstream() {
		call(HttpMethod.POST, new IllegalArgumentException("invalid version format: SSH-2.0"))
			.verifyError(UpstreamFailure.class);
	}

	@Test
	void aTimeOutWhileTheClientIsSendingIsTheClientsFault() {
		MockServerWebExchange exchange = exchange(HttpMethod.POST);
		exchange.getAttributes().put(UpstreamCalls.RECEIVING, true);
		StepVerifier
			.create(this.filter.filter(exchange,
					(same) -> Mono.error(new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT))))
			.verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOfSatisfying(SlowClientException.class,
					(told) -> assertThat(told.getStatusCode()).isEqualTo(HttpStatus.REQUEST_TIMEOUT)));
	}

	private StepVerifier.LastStep call(HttpMethod method, Throwable failure) {
		return StepVerifier.create(this.filter.filter(exchange(method), (same) -> Mono.defer(() -> {
			this.sent.incrementAndGet();
			return Mono.error(failure);
		})));
	}

	private static MockServerWebExchange exchange(HttpMethod method) {
		return MockServerWebExchange.from(MockServerHttpRequest.method(method, "/"));
	}

}
