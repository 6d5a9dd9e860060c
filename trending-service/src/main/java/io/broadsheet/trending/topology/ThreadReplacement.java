package io.broadsheet.trending.topology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, later each time that one dies soon after another.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(ThreadReplacement.class);

	private static final Duration FIRST = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(8);

	private static final Duration CALM = Duration.ofMinutes(1);

	private final Clock clock;

	private final Pause pause;

	private Instant lastDeath = Instant.EPOCH;

	private Duration backOff = FIRST;

	ThreadReplacement(Clock clock, Pause pause) {
		this.clock = clock;
		this.pause = pause;
	}

	@Override
	public StreamThreadExceptionResponse handle(Throwable exception) {
		Duration wait = nextBackOff();
		logger.atError()
			.setCause(exception)
			.addKeyValue("backOff", wait)
			.log("A stream thread died and is being replaced");
		try {
			this.pause.take(wait);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return StreamThreadExceptionResponse.REPLACE_THREAD;
	}

	private synchronized Duration nextBackOff() {
		Instant now = this.clock.instant();
		boolean calm = Duration.between(this.lastDeath, now).compareTo(CALM) > 0;
		Duration doubled = this.backOff.multipliedBy(2);
		this.backOff = calm ? FIRST : (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
		this.lastDeath = now;
		return this.backOff;
	}

	/**
	 * Does nothing for a while.
	 */
	interface Pause {

		void take(Duration duration) throws InterruptedException;

	}

}
