package io.broadsheet.trending.trend;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What makes an article trend.
 *
 * @param halfLife after so long, what happened weighs half as much
 * @param view what a view weighs
 * @param reaction what a reaction weighs
 * @param share what a share weighs
 * @param minSupport how many views, reactions and shares an article must have within a
 * window to stand in its list
 * @param sectionCap how many articles of one section may stand in the list of all
 */
@ConfigurationProperties("broadsheet.trending.trend")
public record TrendSettings(Duration halfLife, double view, double reaction, double share, int minSupport,
		int sectionCap) {

	public TrendSettings {
		if (halfLife.toMillis() <= 0) {
			throw new IllegalArgumentException("broadsheet.trending.trend.half-life must be longer than nothing");
		}
		if (!(view > 0 && reaction > 0 && share > 0)) {
			throw new IllegalArgumentException("The weights of broadsheet.trending.trend must be above 0");
		}
		if (minSupport < 1 || sectionCap < 1) {
			throw new IllegalArgumentException(
					"broadsheet.trending.trend.min-support and section-cap must be at least 1");
		}
	}

}
