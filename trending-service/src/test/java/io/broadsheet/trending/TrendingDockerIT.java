package io.broadsheet.trending;

import org.junit.jupiter.api.Tag;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The story on the real image.
 */
@Testcontainers(disabledWithoutDocker = true)
@Tag("docker")
class TrendingDockerIT extends TrendingStory {

	@Container
	private static final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");

	@Override
	String brokers() {
		return kafka.getBootstrapServers();
	}

}
