package io.broadsheet.benchmarks.ledger;

import java.io.IOException;
import java.util.Map;

import io.broadsheet.events.Topic;
import io.broadsheet.events.broker.NativeCompression;

import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * The program that runs one real Kafka broker for all that is measured. Says where it is,
 * and ends with its standard input.
 */
public final class Broker {

	private Broker() {
	}

	/**
	 * Runs it.
	 * @param args none
	 * @throws IOException if standard input can't be read
	 */
	public static void main(String[] args) throws IOException {
		NativeCompression.load();
		EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, Topic.PARTITIONS)
			.brokerProperties(Map.of("transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr",
					"1", "offsets.topic.replication.factor", "1", "group.initial.rebalance.delay.ms", "0",
					"group.min.session.timeout.ms", "1000", "auto.create.topics.enable", "false"));
		broker.afterPropertiesSet();
		System.out.println(Child.READY + broker.getBrokersAsString());
		System.in.read();
		broker.destroy();
		System.exit(0);
	}

}
