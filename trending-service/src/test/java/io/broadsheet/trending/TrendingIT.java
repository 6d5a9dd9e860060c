package io.broadsheet.trending;

import org.junit.jupiter.api.BeforeAll;

import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

/**
 * The story on a broker in this process.
 */
@EmbeddedKafka(partitions = 1, bootstrapServersProperty = "embedded.brokers",
		brokerProperties = { "group.initial.rebalance.delay.ms=0", "transaction.state.log.replication.factor=1",
				"transaction.state.log.min.isr=1", "offsets.topic.replication.factor=1",
				"offsets.topic.num.partitions=5", "transaction.state.log.num.partitions=5",
				"auto.create.topics.enable=false" })
class TrendingIT extends TrendingStory {

	private static EmbeddedKafkaBroker broker;

	@BeforeAll
	static void findBroker() {
		broker = EmbeddedKafkaCondition.getBroker();
	}

	@Override
	String brokers() {
		return broker.getBrokersAsString();
	}

}
