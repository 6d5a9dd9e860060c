package io.broadsheet.catalog;

import org.junit.jupiter.api.Tag;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The story on the images that production runs.
 */
@Tag("docker")
@Testcontainers(disabledWithoutDocker = true)
class CatalogDockerIT extends CatalogStory {

	@Container
	private static final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");

	@Container
	private static final MongoDBContainer mongo = new MongoDBContainer("mongo:8");

	@Override
	String bootstrapServers() {
		return kafka.getBootstrapServers();
	}

	@Override
	String mongoUri() {
		return mongo.getReplicaSetUrl("broadsheet");
	}

}
