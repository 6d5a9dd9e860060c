package io.broadsheet.trending.views;

import java.time.Clock;

import io.broadsheet.trending.audience.AudienceObservation;
import io.broadsheet.trending.ranking.RankingSettings;
import io.broadsheet.trending.trend.TrendSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Counting what readers do.
 */
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {

	@Bean
	InputLag inputLag(Clock clock, MeterRegistry registry) {
		InputLag lag = new InputLag(clock);
		Gauge.builder("broadsheet.trending.input.lag", lag, InputLag::seconds)
			.description("How long the newest view that was counted had to wait; alert above 30 s")
			.baseUnit("seconds")
			.register(registry);
		return lag;
	}

	@Bean
	CountingRules countingRules(ViewSettings views, RankingSettings ranking, TrendSettings trend,
			ObjectProvider<AudienceObservation> observations) {
		return new CountingRules(views, ranking, trend, observations.orderedStream().toList());
	}

	@Bean
	AudienceCounting audienceCounting(CountingRules rules, InputLag lag, Clock clock, MeterRegistry registry) {
		return new AudienceCounting(rules, lag, clock, registry);
	}

}
