package io.broadsheet.trending.views;

import java.time.Clock;

import io.broadsheet.trending.ranking.RankingSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

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
			MeterRegistry registry) {
		return new ViewCounting(settings, ranking, lag, clock, registry);
	}

}
