package io.broadsheet.trending.views;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which views count.
 *
 * @param gap how far apart two views of one visitor and article must be for both to count
 * @param maxAge a view that was older when it arrived is dropped
 * @param maxAhead a view that says it happened further in the future is dropped
 * @param patience how long a view waits for its article
 * @param maxWaiting how many views may wait in one partition
 */
@ConfigurationProperties("broadsheet.trending.views")
public record ViewSettings(Duration gap, Duration maxAge, Duration maxAhead, Duration patience, int maxWaiting) {

	public ViewSettings {
		if (gap.toMillis() <= 0) {
			throw new IllegalArgumentException("broadsheet.trending.views.gap must be longer than nothing");
		}
	}

	/**
	 * How long after the time that it is stamped with a counted visit may still be too
	 * near to another one. One that waited for its article is stamped like it, with a
	 * time as long ago as the oldest view that counts.
	 * @return more than twice the age of the oldest view that counts
	 */
	Duration remembered() {
		return this.maxAge.multipliedBy(2).plus(this.maxAhead).plus(this.gap.multipliedBy(3));
	}

}
