package io.broadsheet.trending.statistics.query;

import java.time.Clock;
import java.util.Objects;

import io.broadsheet.trending.views.InputLag;
import org.apache.kafka.streams.state.HostInfo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Answering the statistics of articles.
 */
@Configuration(proxyBeanMethods = false)
class StatisticsQueryConfiguration {

	@Bean
	LocalStatistics localStatistics(StreamsBuilderFactoryBean streams, StatisticsSettings settings, InputLag lag,
			Clock clock) {
		HostInfo self = Objects.requireNonNull(HostInfo.buildFromEndpoint(settings.advertisedAddress()),
				"broadsheet.trending.statistics.advertised-address");
		return new LocalStatistics(streams::getKafkaStreams, self, lag::seconds, clock);
	}

	@Bean
	Peers peers(StatisticsSettings settings) {
		return new Peers(settings.patience());
	}

}
