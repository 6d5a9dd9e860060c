package io.broadsheet.trending.ranking;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often lists are looked at.
 *
 * @param interval a list is told at most once in this time
 * @param partitionInterval a partition ranks what changed in it at most once in this time
 * @param longestInterval what the two intervals grow to while the input is at least so
 * far behind
 * @param tick how often to look whether something is due
 * @param tagLists how many lists of tags a partition tells at once; when more change,
 * they take turns, so that all other lists stay fresh
 */
@ConfigurationProperties("broadsheet.trending.ranking")
public record RankingSettings(Duration interval, Duration partitionInterval, Duration longestInterval, Duration tick,
		int tagLists) {

	/**
	 * An interval for somebody whose input is behind: the further, the longer, as what is
	 * told is out of date anyway and counting comes first.
	 * @param interval the interval of somebody who is not behind
	 * @param lagSeconds how far behind
	 * @return the longer one of the interval and the lag, but no more than the longest
	 * interval for the lag's sake
	 */
	public Duration stretched(Duration interval, long lagSeconds) {
		Duration lag = Duration.ofSeconds(lagSeconds);
		Duration longer = (lag.compareTo(this.longestInterval) < 0) ? lag : this.longestInterval;
		return (longer.compareTo(interval) > 0) ? longer : interval;
	}

}
