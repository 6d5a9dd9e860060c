package io.broadsheet.catalog;

import org.junit.jupiter.api.AfterAll;

import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

/**
 * The story in one process, on a MongoDB server if one is given.
 */
@EmbeddedKafka(partitions = 6,
		brokerProperties = { "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1" })
class EmbeddedCatalogIT extends CatalogStory {

	private final TestMongo mongo = new TestMongo();

	@Override
	String bootstrapServers() {
		return EmbeddedKafkaCondition.getBroker().getBrokersAsString();
	}

	@Override
	String mongoUri() {
		return this.mongo.uri();
	}

	@AfterAll
	void stopMongo() {
		this.mongo.close();
	}

}
