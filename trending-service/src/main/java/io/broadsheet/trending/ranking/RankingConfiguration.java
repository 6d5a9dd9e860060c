package io.broadsheet.trending.ranking;

import java.time.Clock;

import io.broadsheet.events.EventCodec;
import io.broadsheet.trending.trend.TrendSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Merging the best of all partitions into lists.
 */
@Configuration(proxyBeanMethods = false)
class RankingConfiguration {

	@Bean
	RankMerging rankMerging(RankingSettings settings, TrendSettings trend, EventCodec codec, Clock clock) {
		return new RankMerging(settings, trend, codec, clock);
	}

}
