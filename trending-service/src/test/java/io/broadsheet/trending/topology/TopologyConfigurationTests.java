package io.broadsheet.trending.topology;

import java.time.Clock;
import java.util.Map;

import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TopologyConfigurationTests {

	@Test
	void aSettingWithWhichNoViewWouldEverBeCountedIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> configure(Map.of("max.task.idle.ms", "0")))
			.withMessageContaining("spring.kafka.streams.properties.max.task.idle.ms must be -1")
			.withMessageEndingWith("it is 0");
		assertThatIllegalStateException().isThrownBy(() -> configure(Map.of()));
	}

	@Test
	void theSettingThatWaitsForNoPartitionIsTaken() {
		assertThatCode(() -> configure(Map.of(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "-1"))).doesNotThrowAnyException();
	}

	private static void configure(Map<String, Object> settings) {
		KafkaProperties kafka = new KafkaProperties();
		kafka.getStreams().setReplicationFactor(1);
		new TopologyConfiguration().survivalOfStreams(Clock.systemUTC(), kafka)
			.configure(new StreamsBuilderFactoryBean(new KafkaStreamsConfiguration(settings)));
	}

}
