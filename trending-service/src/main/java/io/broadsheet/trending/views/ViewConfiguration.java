package io.broadsheet.trending.views;

import java.time.Clock;

import io.broadsheet.trending.audience.AudienceObservation;
import io.broadsheet.trending.ranking.RankingSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Counting views.
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
	ViewCounting viewCounting(ViewSettings settings, RankingSettings ranking, InputLag lag, Clock clock,
			ObjectProvider<AudienceObservation> observations, MeterRegistry registry) {
		return new ViewCounting(settings, ranking, lag, clock, observations.orderedStream().toList(), registry);
	}

}
