package io.broadsheet.trending.answers;

import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

import io.broadsheet.events.EventCodec;
import io.broadsheet.trending.ranking.SectionCap;
import io.broadsheet.trending.topology.StreamsState;
import io.broadsheet.trending.trend.TrendSettings;
import io.broadsheet.trending.views.InputLag;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Answering from memory.
 */
@Configuration(proxyBeanMethods = false)
class AnswersConfiguration {

	@Bean
	HeldRankings heldRankings(EventCodec codec) {
		return new HeldRankings(codec);
	}

	@Bean
	RankingsReader rankingsReader(KafkaProperties kafka, HeldRankings held) {
		Map<String, Object> properties = kafka.buildConsumerProperties();
		properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
		properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		Supplier<Consumer<String, byte[]>> consumers = () -> new KafkaConsumer<>(properties, new StringDeserializer(),
				new ByteArrayDeserializer());
		return new RankingsReader(consumers, held);
	}

	@Bean
	RankingsHealthIndicator rankings(RankingsReader reader, HeldRankings held) {
		return new RankingsHealthIndicator(reader, held);
	}

	@Bean
	RankingAnswers rankingAnswers(HeldRankings held, RankingsReader reader, StreamsState streams, InputLag lag,
			TrendSettings trend, Clock clock) {
		return new RankingAnswers(held, new SectionCap(trend.sectionCap()),
				() -> !streams.isRunning() || !reader.isUpToDate(), lag::seconds, clock);
	}

}
