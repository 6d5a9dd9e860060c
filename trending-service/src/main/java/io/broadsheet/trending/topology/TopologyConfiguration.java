package io.broadsheet.trending.topology;

import java.time.Clock;
import java.util.Objects;
import java.util.Properties;

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
			Properties settings = Objects.requireNonNull(streams.getStreamsConfiguration());
			requireNoWaiting(settings);
			settings.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
					String.valueOf(Math.max(1, replicas - 1)));
			streams.setStreamsUncaughtExceptionHandler(
					new ThreadReplacement(clock, (duration) -> Thread.sleep(duration.toMillis())));
			streams.setLeaveGroupOnClose(true);
			streams.setClientSupplier(new StreamsClients());
		};
	}

	/**
	 * With any other value it and an {@link ArticlesFirstConsumer} wait for each other.
	 */
	private static void requireNoWaiting(Properties settings) {
		Object idle = settings.get(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG);
		if (idle == null || Long.parseLong(idle.toString()) != StreamsConfig.MAX_TASK_IDLE_MS_DISABLED) {
			throw new IllegalStateException(
					"spring.kafka.streams.properties.%s must be %d, or no view would ever be counted; it is %s"
						.formatted(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED,
								idle));
		}
	}

	@Bean
	StreamsState streams(StreamsBuilderFactoryBean streams) {
		return new StreamsState(streams);
	}

}
