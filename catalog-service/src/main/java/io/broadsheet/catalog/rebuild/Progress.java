package io.broadsheet.catalog.rebuild;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every two seconds how far a rebuild has come.
 */
class Progress {

	private static final Logger logger = LoggerFactory.getLogger(Progress.class);

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private final Clock clock;

	private final Instant start;

	private Instant last;

	private long applied;

	private long unreadable;

	Progress(Clock clock) {
		this.clock = clock;
		this.start = clock.instant();
		this.last = this.start;
	}

	void applied(int records, int readable) {
		this.applied += readable;
		this.unreadable += records - readable;
	}

	void tell(Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
		Instant now = this.clock.instant();
		if (Duration.between(this.last, now).compareTo(INTERVAL) < 0) {
			return;
		}
		this.last = now;
		logger.atInfo()
			.addKeyValue("applied", this.applied)
			.addKeyValue("unreadable", this.unreadable)
			.addKeyValue("seconds", Duration.between(this.start, now).toSeconds())
			.log("Rebuilding: {} of {} offsets", sum(next), sum(ends));
	}

	private static long sum(Map<TopicPartition, Long> offsets) {
		return offsets.values().stream().mapToLong(Long::longValue).sum();
	}

}
