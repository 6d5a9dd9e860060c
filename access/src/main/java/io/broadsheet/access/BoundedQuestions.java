package io.broadsheet.access;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Asks the OpenID provider for the same thing once at a time, and so many times in a
 * while; beyond that its last answer counts. Otherwise every token that names a key which
 * nobody knows would become a request, and anybody can make such tokens.
 */
final class BoundedQuestions implements ExchangeFilterFunction {

	/** Enough for a key that the provider has changed just now. */
	static final int MOST = 5;

	static final Duration PERIOD = Duration.ofSeconds(10);

	private final Map<URI, Question> questions = new ConcurrentHashMap<>();

	private final Clock clock;

	BoundedQuestions(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		Question question = this.questions.computeIfAbsent(request.url(), (url) -> new Question());
		return Mono.defer(() -> question.ask(this.clock.instant(), request, next)).map(Said::asResponse);
	}

	/**
	 * What is asked at one address.
	 */
	private static final class Question {

		private @Nullable Mono<Said> running;

		private @Nullable Said last;

		private Instant since = Instant.MIN;

		private int times;

		synchronized Mono<Said> ask(Instant now, ClientRequest request, ExchangeFunction next) {
			if (this.running != null) {
				return this.running;
			}
			if (!now.isBefore(this.since.plus(PERIOD))) {
				this.since = now;
				this.times = 0;
			}
			if (this.times >= MOST) {
				return (this.last != null) ? Mono.just(this.last)
						: Mono.error(new IllegalStateException("The OpenID provider was asked too often"));
			}
			this.times++;
			Mono<Said> asked = next.exchange(request)
				.flatMap(Said::of)
				.doOnNext(this::remember)
				.doOnTerminate(this::end)
				.cache();
			this.running = asked;
			return asked;
		}

		private synchronized void remember(Said said) {
			if (said.status().is2xxSuccessful()) {
				this.last = said;
			}
		}

		private synchronized void end() {
			this.running = null;
		}

	}

	/**
	 * An answer that can be given more than once.
	 *
	 * @param status its status
	 * @param headers its headers
	 * @param body its body
	 */
	private record Said(HttpStatusCode status, HttpHeaders headers, String body) {

		static Mono<Said> of(ClientResponse response) {
			return response.bodyToMono(String.class)
				.defaultIfEmpty("")
				.map((body) -> new Said(response.statusCode(), response.headers().asHttpHeaders(), body));
		}

		ClientResponse asResponse() {
			return ClientResponse.create(this.status)
				.headers((headers) -> headers.addAll(this.headers))
				.body(this.body)
				.build();
		}

	}

}
