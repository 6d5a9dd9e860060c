package io.broadsheet.ingest.feed;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.broadsheet.ingest.fetch.FetchLimits;
import io.broadsheet.ingest.fetch.Fetched;
import io.broadsheet.ingest.fetch.Fetcher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class FeedPollerTests {

	private static final Duration EVERY = Duration.ofMinutes(5);

	private final MutableClock clock = new MutableClock();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final List<String> takenIn = new ArrayList<>();

	private final List<String> others = new ArrayList<>();

	private final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.handle(this::answer)
		.bindNow();

	private volatile int status = 200;

	private volatile String retryAfter;

	private volatile String content = "one";

	private RuntimeException refusal;

	private Feeds feeds;

	private FeedPoller poller;

	@BeforeEach
	void configure() {
		configure("localhost");
	}

	@AfterEach
	void stop() {
		this.server.disposeNow();
	}

	@Test
	void aFeedIsTakenInAndThenAskedForConditionallyUntilItChanges() {
		poll();
		pollAfter(EVERY);
		this.content = "two";
		pollAfter(EVERY);
		pollAfter(EVERY);
		assertThat(this.takenIn).containsExactly("world: one", "world: two");
		assertThat(this.asked).containsExactly("none", "\"one\"", "\"one\"", "\"two\"");
		assertThat(count("imported")).isEqualTo(2);
		assertThat(count("not-modified")).isEqualTo(2);
		assertThat(this.meters.get("broadsheet.ingest.feed.last.success").tag("feed", "agency").gauge().value())
			.isEqualTo(this.clock.instant().getEpochSecond());
	}

	@Test
	void aFeedIsNotAskedForBeforeItsInterval() {
		poll();
		pollAfter(EVERY.minusSeconds(1));
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void aFeedThatWasNotTakenInCompletelyIsAskedForAgainUnconditionally() {
		this.refusal = new IllegalStateException("the ledger is away");
		poll();
		assertThat(state().lastError()).isEqualTo("the ledger is away");
		assertThat(state().lastSuccess()).isNull();
		this.refusal = null;
		pollAfter(EVERY.multipliedBy(2));
		assertThat(this.asked).containsExactly("none", "none");
		assertThat(this.takenIn).containsExactly("world: one");
		assertThat(state().failures()).isZero();
	}

	@Test
	void aServerThatFailsIsAskedLessOftenUntilItAnswers() {
		this.status = 500;
		poll();
		pollAfter(EVERY.multipliedBy(2));
		assertThat(state().failures()).isEqualTo(2);
		assertThat(state().lastError()).isEqualTo("the server answered 500");
		pollAfter(EVERY);
		assertThat(this.asked).hasSize(2);
		this.status = 200;
		pollAfter(EVERY.multipliedBy(2));
		assertThat(this.takenIn).hasSize(1);
		assertThat(state().nextAttempt()).isEqualTo(this.clock.instant().plus(EVERY));
		assertThat(count("failed")).isEqualTo(2);
	}

	@Test
	void aServerIsLeftAloneForAsLongAsItAsks() {
		this.status = 503;
		this.retryAfter = "7200";
		poll();
		assertThat(state().nextAttempt()).isEqualTo(this.clock.instant().plusSeconds(7200));
		pollAfter(Duration.ofSeconds(7199));
		assertThat(this.asked).hasSize(1);
		pollAfter(Duration.ofSeconds(1));
		assertThat(this.asked).hasSize(2);
	}

	@Test
	void aFeedThatIsGoneIsNotAskedForAgainAndHealthSaysSo() {
		this.status = 410;
		poll();
		pollAfter(Duration.ofDays(365));
		assertThat(this.asked).hasSize(1);
		assertThat(count("gone")).isEqualTo(1);
		assertThat(health().get("lastError")).asString().contains("gone");
		assertThat(health()).doesNotContainKey("nextAttempt");
	}

	@Test
	void aFeedInOurOwnNetworkIsRefusedUnlessItsHostIsTrusted() {
		configure("elsewhere.example");
		poll();
		assertThat(this.asked).isEmpty();
		assertThat(count("refused")).isEqualTo(1);
		assertThat(state().lastError()).contains("not on the public internet");
	}

	@Test
	void aFeedThatFallsToAnotherInstanceIsPolledThere() {
		this.others.add("agency");
		poll();
		assertThat(this.asked).isEmpty();
		assertThat(health()).containsEntry("polledHere", false);
		this.others.clear();
		poll();
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void aServerThatSaysUnchangedWithoutBeingAskedHasNotHelped() {
		this.status = 304;
		poll();
		assertThat(state().lastSuccess()).isNull();
		assertThat(count("failed")).isEqualTo(1);
	}

	@Test
	void aSickFeedIsToldAndDoesNotMakeTheServiceSick() {
		this.status = 500;
		poll();
		Health health = new FeedsHealthIndicator(this.feeds).health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health()).containsEntry("failures", 1)
			.containsEntry("lastError", "the server answered 500")
			.containsEntry("lastErrorAt", this.clock.instant().toString())
			.containsEntry("polledHere", true)
			.containsKey("nextAttempt")
			.doesNotContainKey("lastSuccess");
	}

	private void configure(String trusted) {
		FeedSettings.Source source = new FeedSettings.Source("agency", "http://localhost:" + this.server.port() + "/",
				"world", "en", EVERY);
		this.feeds = new Feeds(List.of(new Feed(source, Duration.ofHours(1), this.clock.instant())),
				(feed) -> !this.others.contains(feed));
		Fetcher fetcher = new Fetcher(new FetchLimits(DataSize.ofMegabytes(5), Duration.ofSeconds(20), 5),
				List.of(trusted), this.clock, HttpClient.newConnection());
		FeedMetrics metrics = new FeedMetrics(this.meters);
		this.feeds.all().forEach(metrics::watch);
		this.poller = new FeedPoller(this.feeds, fetcher, this::takeIn, metrics, this.clock);
	}

	private Mono<Void> takeIn(FeedSettings.Source source, Fetched.Document document) {
		if (this.refusal != null) {
			return Mono.error(this.refusal);
		}
		this.takenIn.add(source.section() + ": " + new String(document.content(), StandardCharsets.UTF_8));
		return Mono.empty();
	}

	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		String known = request.requestHeaders().get("If-None-Match", "none");
		this.asked.add(known);
		String etag = "\"" + this.content + "\"";
		if (this.retryAfter != null) {
			response.header("Retry-After", this.retryAfter);
		}
		if (this.status != 200) {
			return response.status(this.status).send();
		}
		return known.equals(etag) ? response.status(304).send()
				: response.header("ETag", etag).sendString(Mono.just(this.content)).then();
	}

	private void pollAfter(Duration pause) {
		this.clock.now = this.clock.now.plus(pause);
		poll();
	}

	private void poll() {
		this.poller.poll(Flux.just("now")).blockLast(Duration.ofSeconds(30));
	}

	private Feed.State state() {
		return this.feeds.all().get(0).state();
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> health() {
		return (Map<String, Object>) new FeedsHealthIndicator(this.feeds).health().getDetails().get("agency");
	}

	private double count(String outcome) {
		return this.meters.get("broadsheet.ingest.feed.polls")
			.tags("feed", "agency", "outcome", outcome)
			.counter()
			.count();
	}

	private static final class MutableClock extends Clock {

		private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
