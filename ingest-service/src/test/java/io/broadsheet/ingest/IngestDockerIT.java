package io.broadsheet.ingest;

import org.junit.jupiter.api.Tag;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The story on Kafka's own image, where Docker is.
 */
@Tag("docker")
@Testcontainers(disabledWithoutDocker = true)
class IngestDockerIT extends IngestStory {

	@Container
	private static final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");

	@DynamicPropertySource
	static void brokers(DynamicPropertyRegistry registry) {
		registry.add("spring.kafka.bootstrap-servers", kafka::getBootstrapServers);
	}

}
