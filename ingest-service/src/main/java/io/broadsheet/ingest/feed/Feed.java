package io.broadsheet.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import io.broadsheet.ingest.fetch.Fetched;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * A feed, what is known of it, and when it is next asked.
 */
final class Feed {

	/** A server that asks for more than this has made a mistake, or wants us gone. */
	private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

	private final FeedSettings.Source source;

	private final BackOff backOff;

	private final AtomicBoolean busy = new AtomicBoolean();

	private BackOffExecution pauses;

	private volatile State state;

	Feed(FeedSettings.Source source, Duration longestBackOff, Instant now) {
		this.source = source;
		this.backOff = backOff(source.every(), longestBackOff);
		this.pauses = this.backOff.start();
		this.state = new State(now, null, null, null, 0, null);
	}

	/** Twice as long with each failure, and never at the same moment as all others. */
	private static BackOff backOff(Duration every, Duration longest) {
		ExponentialBackOff backOff = new ExponentialBackOff(every.toMillis(), 2);
		backOff.setMaxInterval(Math.max(every.toMillis(), longest.toMillis()));
		backOff.setJitter(every.toMillis() / 4);
		return backOff;
	}

	FeedSettings.Source source() {
		return this.source;
	}

	State state() {
		return this.state;
	}

	boolean isDue(Instant now) {
		Instant next = this.state.nextAttempt();
		return next != null && !now.isBefore(next);
	}

	/** Whether the caller may poll it now, and then has to {@link #release()} it. */
	boolean take(Instant now) {
		if (!this.busy.compareAndSet(false, true)) {
			return false;
		}
		if (isDue(now)) {
			return true;
		}
		release();
		return false;
	}

	void release() {
		this.busy.set(false);
	}

	void imported(Instant now, Fetched.Validators validators) {
		succeeded(now, validators);
	}

	void notModified(Instant now) {
		succeeded(now, this.state.validators());
	}

	private void succeeded(Instant now, Fetched.@Nullable Validators validators) {
		this.pauses = this.backOff.start();
		this.state = new State(now.plus(this.source.every()), now, this.state.lastError(), this.state.lastErrorAt(), 0,
				validators);
	}

	void failed(Instant now, String error, @Nullable Duration retryAfter) {
		Duration pause = Duration.ofMillis(this.pauses.nextBackOff());
		if (retryAfter != null && retryAfter.compareTo(pause) > 0) {
			pause = (retryAfter.compareTo(LONGEST_PAUSE) < 0) ? retryAfter : LONGEST_PAUSE;
		}
		stumbled(now, now.plus(pause), error);
	}

	void gone(Instant now) {
		stumbled(now, null, "the feed is gone for good (410) and is not polled any more");
	}

	private void stumbled(Instant now, @Nullable Instant nextAttempt, String error) {
		this.state = new State(nextAttempt, this.state.lastSuccess(), error, now, this.state.failures() + 1,
				this.state.validators());
	}

	/**
	 * What is known of the feed.
	 *
	 * @param nextAttempt when it is next asked; null: never
	 * @param lastSuccess when it was last imported completely, or found unchanged
	 * @param lastError what last went wrong
	 * @param lastErrorAt when that was
	 * @param failures how often in a row something went wrong until now
	 * @param validators what the feed that was last imported completely came with
	 */
	record State(@Nullable Instant nextAttempt, @Nullable Instant lastSuccess, @Nullable String lastError,
			@Nullable Instant lastErrorAt, int failures, Fetched.@Nullable Validators validators) {

	}

}
