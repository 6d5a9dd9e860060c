package io.broadsheet.access;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How often a provider is asked, and what counts when it is not.
 */
class BoundedQuestionsTests {

	private final SetClock clock = new SetClock(Instant.parse("2026-11-22T06:00:00Z"));

	private final BoundedQuestions questions = new BoundedQuestions(this.clock);

	private int asked;

	/** How many the provider was asked is the answer. */
	private final ExchangeFunction provider = (request) -> Mono
		.fromSupplier(() -> answer(HttpStatus.OK, String.valueOf(++this.asked)));

	private final ExchangeFunction absent = (request) -> {
		this.asked++;
		return Mono.error(new ConnectException("Nobody there"));
	};

	@Test
	void afterFiveQuestionsTheLastAnswerCountsUntilTenSecondsAreOver() {
		List<String> answers = new ArrayList<>();
		for (int time = 0; time < 8; time++) {
			answers.add(ask("/keys", this.provider));
		}
		assertThat(answers).containsExactly("1", "2", "3", "4", "5", "5", "5", "5");
		this.clock.pass(Duration.ofSeconds(10).minusNanos(1));
		assertThat(ask("/keys", this.provider)).isEqualTo("5");
		this.clock.pass(Duration.ofNanos(1));
		assertThat(ask("/keys", this.provider)).isEqualTo("6");
	}

	@Test
	void eachAddressIsCountedForItself() {
		for (int time = 0; time < 6; time++) {
			ask("/keys", this.provider);
		}
		assertThat(ask("/configuration", this.provider)).isEqualTo("6");
	}

	@Test
	void whoAsksMeanwhileWaitsForTheSameAnswer() {
		Sinks.One<ClientResponse> pending = Sinks.one();
		ExchangeFunction slow = (request) -> {
			this.asked++;
			return pending.asMono();
		};
		List<String> answers = new ArrayList<>();
		for (int time = 0; time < 8; time++) {
			question("/keys", slow).subscribe(answers::add);
		}
		assertThat(this.asked).isEqualTo(1);
		assertThat(answers).isEmpty();
		pending.tryEmitValue(answer(HttpStatus.OK, "keys"));
		assertThat(answers).hasSize(8).containsOnly("keys");
	}

	@Test
	void aProviderThatIsAwayIsAskedFiveTimesAndThenNotBeforeTenSecondsAreOver() {
		for (int time = 0; time < 8; time++) {
			assertThatThrownBy(() -> ask("/keys", this.absent)).isNotNull();
		}
		assertThat(this.asked).isEqualTo(5);
		this.clock.pass(Duration.ofSeconds(10));
		assertThat(ask("/keys", this.provider)).isEqualTo("6");
	}

	@Test
	void whatAProviderSaidBeforeItWentAwayCountsWhenItWasAskedTooOften() {
		ask("/keys", this.provider);
		for (int time = 0; time < 4; time++) {
			assertThatThrownBy(() -> ask("/keys", this.absent)).isNotNull();
		}
		assertThat(ask("/keys", this.absent)).isEqualTo("1");
	}

	@Test
	void anAnswerThatIsAFailureIsPassedOnAndNotRemembered() {
		ExchangeFunction failing = (request) -> Mono.just(answer(HttpStatus.BAD_GATEWAY, "broken"));
		assertThat(ask("/keys", this.provider)).isEqualTo("1");
		for (int time = 0; time < 4; time++) {
			assertThat(ask("/keys", failing)).isEqualTo("broken");
		}
		assertThat(ask("/keys", failing)).isEqualTo("1");
	}

	private String ask(String path, ExchangeFunction next) {
		return String.valueOf(question(path, next).block());
	}

	private Mono<String> question(String path, ExchangeFunction next) {
		ClientRequest request = ClientRequest.create(HttpMethod.GET, URI.create("https://id.example" + path)).build();
		return this.questions.filter(request, next).flatMap((response) -> response.bodyToMono(String.class));
	}

	private static ClientResponse answer(HttpStatus status, String body) {
		return ClientResponse.create(status).header("Content-Type", "text/plain").body(body).build();
	}

}
