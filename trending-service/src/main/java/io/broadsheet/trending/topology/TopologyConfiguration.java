package io.broadsheet.trending.topology;

import java.time.Clock;

import io.broadsheet.events.EventCodec;
import io.broadsheet.trending.intake.Intake;
import io.broadsheet.trending.ranking.RankMerging;
import io.broadsheet.trending.views.ViewCounting;
import org.apache.kafka.streams.StreamsBuilder;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

/**
 * Running the topology. Boot creates the client from {@code spring.kafka.streams}.
 */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class TopologyConfiguration {

	@Bean
	TrendingTopology trendingTopology(StreamsBuilder builder, EventCodec codec, ViewCounting counting,
			RankMerging merging) {
		TrendingTopology topology = new TrendingTopology(new Intake(codec), counting, merging);
		topology.build(builder);
		return topology;
	}

	@Bean
	StreamsBuilderFactoryBeanConfigurer survivalOfStreams(Clock clock) {
		return (streams) -> {
			streams.setStreamsUncaughtExceptionHandler(
					new ThreadReplacement(clock, (duration) -> Thread.sleep(duration.toMillis())));
			streams.setLeaveGroupOnClose(true);
		};
	}

	@Bean
	StreamsState streams(StreamsBuilderFactoryBean streams) {
		return new StreamsState(streams);
	}

}
