package io.broadsheet.trending.views;

import java.time.Clock;
import java.util.Objects;

import io.broadsheet.events.broker.Brokers;
import io.broadsheet.trending.audience.AudienceObservation;
import io.broadsheet.trending.ranking.RankingSettings;
import io.broadsheet.trending.trend.TrendSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Counting what readers do.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ViewConfiguration {

	@Bean
	ConsumerLag consumerLag() {
		return new ConsumerLag();
	}

	@Bean
	ConsumerLagReader consumerLagReader(Brokers brokers, KafkaProperties kafka, ConsumerLag lag, Clock clock) {
		String group = Objects.requireNonNull(kafka.getStreams().getApplicationId(), "application-id");
		return new ConsumerLagReader(brokers, group, lag, clock);
	}

	@Bean
	InputLag inputLag(Clock clock, ConsumerLag ofAll, MeterRegistry registry) {
		InputLag lag = new InputLag(clock, ofAll);
		Gauge.builder("broadsheet.trending.input.lag", lag, InputLag::seconds)
			.description(
					"How long the views have waited that are counted now, or that no instance counts; alert above 30 s")
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
