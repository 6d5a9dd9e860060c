package io.broadsheet.trending.statistics;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * The statistics of one article at one moment.
 *
 * @param views how often it was viewed, by window: {@code 1h}, {@code 24h}, {@code 7d},
 * {@code 30d} and {@code total}
 * @param visitors by how many visitors, by window; exact up to 511, else with a standard
 * error of 1.7 %. Who comes back on another day is another visitor
 * @param reactions the reactions that stand, by kind
 * @param shares the shares, by channel
 * @param filtered what does not count, by reason
 * @param hourly the views of the last 24 hours and the rest of the hour in which they
 * began, hour by hour, the oldest first
 */
public record ArticleFigures(Map<String, Long> views, Map<String, Long> visitors, Map<String, Long> reactions,
		Map<String, Long> shares, Map<String, Long> filtered, List<HourlyViews> hourly) {

	/**
	 * The views of one hour.
	 *
	 * @param at when the hour begins, in the publisher's zone
	 * @param views how many there were
	 */
	public record HourlyViews(OffsetDateTime at, long views) {
	}

}
