package io.broadsheet.ingest.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;

import io.broadsheet.ingest.fetch.Fetched;
import io.broadsheet.ingest.fetch.Fetcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;

/**
 * Polls the feeds that fall to this instance as they become due, a few at once.
 */
final class FeedPoller implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(FeedPoller.class);

	private static final String ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, "
			+ "text/xml;q=0.9, */*;q=0.1";

	private static final Duration TICK = Duration.ofSeconds(1);

	private static final int AT_ONCE = 4;

	private final Feeds feeds;

	private final Fetcher fetcher;

	private final BiFunction<FeedSettings.Source, Fetched.Document, Mono<Void>> intake;

	private final FeedMetrics metrics;

	private final Clock clock;

	private @Nullable Disposable polling;

	/**
	 * Makes a poller.
	 * @param feeds the feeds
	 * @param fetcher fetches them
	 * @param intake takes the articles of a feed in; an error if not all could be decided
	 * @param metrics counts
	 * @param clock tells when a feed is due
	 */
	FeedPoller(Feeds feeds, Fetcher fetcher, BiFunction<FeedSettings.Source, Fetched.Document, Mono<Void>> intake,
			FeedMetrics metrics, Clock clock) {
		this.feeds = feeds;
		this.fetcher = fetcher;
		this.intake = intake;
		this.metrics = metrics;
		this.clock = clock;
	}

	/**
	 * Polls what is due.
	 * @param ticks when to look
	 * @return the feeds that were polled, as they are done
	 */
	Flux<Feed> poll(Flux<?> ticks) {
		return ticks.concatMapIterable((tick) -> this.feeds.due(this.clock.instant()), 1).flatMap(this::poll, AT_ONCE);
	}

	private Mono<Feed> poll(Feed feed) {
		return Mono.defer(() -> feed.take(this.clock.instant())
				? Mono.using(() -> feed, this::fetch, Feed::release).thenReturn(feed) : Mono.empty());
	}

	private Mono<Void> fetch(Feed feed) {
		return this.fetcher.fetch(feed.source().address(), feed.state().validators(), ACCEPT)
			.flatMap((fetched) -> (fetched instanceof Fetched.Document document) ? takeIn(feed, document)
					: Mono.fromRunnable(() -> conclude(feed, fetched)));
	}

	private Mono<Void> takeIn(Feed feed, Fetched.Document document) {
		return Mono.defer(() -> this.intake.apply(feed.source(), document)).then(Mono.<Void>fromRunnable(() -> {
			feed.imported(this.clock.instant(), document.validators());
			this.metrics.count(feed, FeedMetrics.Outcome.IMPORTED);
		}))
			.onErrorResume(Exception.class, (failure) -> Mono.fromRunnable(
					() -> failed(feed, FeedMetrics.Outcome.FAILED, String.valueOf(failure.getMessage()), null)));
	}

	private void conclude(Feed feed, Fetched fetched) {
		if (fetched instanceof Fetched.NotModified && feed.state().validators() != null) {
			feed.notModified(this.clock.instant());
			this.metrics.count(feed, FeedMetrics.Outcome.NOT_MODIFIED);
		}
		else if (fetched instanceof Fetched.Gone) {
			feed.gone(this.clock.instant());
			this.metrics.count(feed, FeedMetrics.Outcome.GONE);
			logger.atError().addKeyValue("feed", feed.source().name()).log("A feed is gone and is not polled any more");
		}
		else if (fetched instanceof Fetched.Refused refused) {
			failed(feed, FeedMetrics.Outcome.REFUSED, refused.reason(), null);
		}
		else if (fetched instanceof Fetched.Failed failed) {
			failed(feed, FeedMetrics.Outcome.FAILED, failed.reason(), failed.retryAfter());
		}
		else {
			failed(feed, FeedMetrics.Outcome.FAILED, "the server says that nothing changed, but was not asked", null);
		}
	}

	private void failed(Feed feed, FeedMetrics.Outcome outcome, String reason, @Nullable Duration retryAfter) {
		feed.failed(this.clock.instant(), reason, retryAfter);
		this.metrics.count(feed, outcome);
		logger.atWarn()
			.addKeyValue("feed", feed.source().name())
			.addKeyValue("outcome", outcome)
			.addKeyValue("reason", reason)
			.addKeyValue("failures", feed.state().failures())
			.addKeyValue("nextAttempt", feed.state().nextAttempt())
			.log("A feed could not be polled");
	}

	@Override
	public void start() {
		this.polling = poll(Flux.interval(TICK).onBackpressureDrop())
			.doOnError((failure) -> logger.atError().setCause(failure).log("Polling feeds failed and begins again"))
			.retry()
			.subscribe();
	}

	@Override
	public void stop() {
		if (this.polling != null) {
			this.polling.dispose();
			this.polling = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.polling != null;
	}

	/** Stops before the ledger does. */
	@Override
	public int getPhase() {
		return 1;
	}

}
