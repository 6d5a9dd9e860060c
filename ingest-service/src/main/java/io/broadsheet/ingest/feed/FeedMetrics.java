package io.broadsheet.ingest.feed;

import java.time.Instant;
import java.util.Locale;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts polls by feed and outcome, and tells when a feed was last fine, in seconds since
 * 1970; 0 if never since the start. Alert on
 * {@code time() - max by (feed) (broadsheet_ingest_feed_last_success_seconds) > 3600}:
 * the maximum, because one instance of several polls a feed.
 */
final class FeedMetrics {

	private static final String POLLS = "broadsheet.ingest.feed.polls";

	private static final String LAST_SUCCESS = "broadsheet.ingest.feed.last.success";

	private static final String FEED = "feed";

	private final MeterRegistry meters;

	FeedMetrics(MeterRegistry meters) {
		this.meters = meters;
	}

	void watch(Feed feed) {
		Gauge.builder(LAST_SUCCESS, feed, (watched) -> seconds(watched.state().lastSuccess()))
			.tag(FEED, feed.source().name())
			.baseUnit("seconds")
			.strongReference(true)
			.register(this.meters);
	}

	void count(Feed feed, Outcome outcome) {
		this.meters.counter(POLLS, FEED, feed.source().name(), "outcome", outcome.toString()).increment();
	}

	private static double seconds(@Nullable Instant time) {
		return (time != null) ? time.getEpochSecond() : 0;
	}

	/**
	 * What becomes of a poll.
	 */
	enum Outcome {

		/** The feed had changed, and each of its items was decided. */
		IMPORTED,

		/** The feed is what it was. */
		NOT_MODIFIED,

		/** The feed could not be had, read or taken in. */
		FAILED,

		/** We did not want it, from there or of this size. */
		REFUSED,

		/** The feed was taken away for good. */
		GONE;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
