package io.broadsheet.trending.views;

import java.util.List;

import io.broadsheet.trending.audience.AudienceObservation;
import io.broadsheet.trending.ranking.RankingSettings;
import io.broadsheet.trending.trend.TrendSettings;

/**
 * What the counting goes by.
 *
 * @param views which views, reactions and shares count
 * @param ranking how often lists are looked at
 * @param trend what makes an article trend
 * @param observations told of what counts and what does not
 */
public record CountingRules(ViewSettings views, RankingSettings ranking, TrendSettings trend,
		List<AudienceObservation> observations) {

	public CountingRules {
		observations = List.copyOf(observations);
	}

}
