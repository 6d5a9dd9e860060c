package io.broadsheet.trending.statistics;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeping the statistics of articles.
 */
@Configuration(proxyBeanMethods = false)
class StatisticsConfiguration {

	@Bean
	StatisticsObservation statisticsObservation(Clock clock) {
		return new StatisticsObservation(clock);
	}

}
