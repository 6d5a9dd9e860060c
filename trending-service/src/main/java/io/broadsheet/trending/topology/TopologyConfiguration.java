package io.broadsheet.trending.topology;

import java.time.Clock;
import java.util.Objects;

import io.broadsheet.events.EventCodec;
import io.broadsheet.trending.intake.Intake;
import io.broadsheet.trending.ranking.RankMerging;
import io.broadsheet.trending.views.AudienceCounting;
import io.broadsheet.trending.views.ViewSettings;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
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
	TrendingTopology trendingTopology(StreamsBuilder builder, EventCodec codec, AudienceCounting counting,
			RankMerging merging, ViewSettings views, Clock clock) {
		TrendingTopology topology = new TrendingTopology(new Intake(codec, clock), counting, merging);
		topology.build(builder);
		return topology;
	}

	@Bean
	StreamsBuilderFactoryBeanConfigurer survivalOfStreams(Clock clock, KafkaProperties kafka) {
		int replicas = Objects.requireNonNull(kafka.getStreams().getReplicationFactor(), "replication-factor");
		return (streams) -> {
			Objects.requireNonNull(streams.getStreamsConfiguration())
				.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
						String.valueOf(Math.max(1, replicas - 1)));
			streams.setStreamsUncaughtExceptionHandler(
					new ThreadReplacement(clock, (duration) -> Thread.sleep(duration.toMillis())));
			streams.setLeaveGroupOnClose(true);
			streams.setClientSupplier(new StreamsClients());
		};
	}

	@Bean
	StreamsState streams(StreamsBuilderFactoryBean streams) {
		return new StreamsState(streams);
	}

}
