package io.broadsheet.gateway.cache;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

import io.broadsheet.gateway.cache.answer.AnswerWriter;
import io.broadsheet.gateway.cache.answer.ClientCaching;
import io.broadsheet.gateway.cache.store.AnswerCache;
import io.broadsheet.gateway.cache.store.CacheMetrics;
import io.broadsheet.gateway.cache.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponse;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of those who wait for the fetch of somebody else.
 */
class MissesTests {

	private static final CacheKey KEY = new CacheKey("/article", "/article\n");

	private final CacheMetrics metrics = new CacheMetrics(new SimpleMeterRegistry());

	private final AnswerCache cache = new AnswerCache(new StoreSettings(DataSize.ofMegabytes(1),
			DataSize.ofKilobytes(100), Duration.ZERO, Duration.ofHours(1), Duration.ofSeconds(1)), Clock.systemUTC(),
			this.metrics);

	private final List<Throwable> told = new CopyOnWriteArrayList<>();

	private final Misses misses = new Misses(
			new Fetch.Parts(this.cache,
					new AnswerWriter(new ClientCaching(Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO),
							Clock.systemUTC()),
					new StoreSettings(DataSize.ofMegabytes(1), DataSize.ofKilobytes(100), Duration.ZERO,
							Duration.ofHours(1), Duration.ofSeconds(1)),
					this.metrics, Clock.systemUTC()),
			(failure, request, response) -> {
				this.told.add(failure);
				return response.setComplete();
			});

	private final Queue<Mono<OriginAnswer>> answers = new ArrayDeque<>();

	private final Origin origin = (request) -> this.answers.remove();

	@Test
	void whoWaitedForAnAnswerThatWasNotForThemHasNotAWholeTimeOutMore() {
		Sinks.One<OriginAnswer> first = Sinks.one();
		this.answers.add(first.asMono());
		this.answers.add(Mono.never());
		Duration timeout = Duration.ofMinutes(10);
		long now = System.nanoTime();
		Visit leader = visit(timeout, now);
		Visit waiting = visit(timeout, now - timeout.toNanos() * 6 / 5 + Duration.ofMillis(300).toNanos());
		this.misses.answer(leader).subscribe();
		this.misses.answer(waiting).subscribe();
		first.tryEmitValue(notForOthers());
		await().atMost(30, SECONDS)
			.untilAsserted(() -> assertThat(this.told).singleElement().isInstanceOf(ErrorResponse.class));
	}

	@Test
	void whoWaitedForAFetchThatFailedIsToldSoAtOnce() {
		Sinks.One<OriginAnswer> first = Sinks.one();
		this.answers.add(first.asMono());
		Visit leader = visit(Duration.ofMinutes(10), System.nanoTime());
		Visit waiting = visit(Duration.ofMinutes(10), System.nanoTime());
		this.misses.answer(leader).subscribe();
		this.misses.answer(waiting).subscribe();
		first.tryEmitError(new IOException("away"));
		await().atMost(30, SECONDS).untilAsserted(() -> assertThat(this.told).hasSize(2));
	}

	@Test
	void anOriginThatCanNotEvenBeAskedLeavesNobodyWaiting() {
		Visit early = visit(Duration.ofMinutes(10), System.nanoTime());
		this.misses.answer(early).subscribe();
		this.answers.add(Mono.just(notForOthers()));
		Visit late = visit(Duration.ofMinutes(10), System.nanoTime());
		this.misses.answer(late).subscribe();
		await().atMost(30, SECONDS)
			.untilAsserted(() -> assertThat(late.response().getStatusCode()).isEqualTo(HttpStatus.OK));
		assertThat(this.told).hasSize(1);
	}

	private Visit visit(Duration timeout, long begunAt) {
		CachedRoute route = new CachedRoute("/article", Duration.ofHours(1), true, false, this.origin, timeout);
		return new Visit(route, KEY, MockServerHttpRequest.get("/article").build(), new MockServerHttpResponse(),
				begunAt);
	}

	private static OriginAnswer notForOthers() {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentLength(0);
		return new OriginAnswer(HttpStatus.OK, headers, null, Flux.empty(), () -> {
		});
	}

}
