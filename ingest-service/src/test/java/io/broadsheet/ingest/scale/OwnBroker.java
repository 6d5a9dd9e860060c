package io.broadsheet.ingest.scale;

import io.broadsheet.events.Topic;
import kafka.server.BrokerServer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A broker inside this process that each test has for itself. It gives partitions to
 * instances as soon as they come, and lets them be as impatient as they like.
 */
final class OwnBroker implements BeforeEachCallback, AfterEachCallback {

	private final EmbeddedKafkaKraftBroker kafka = new EmbeddedKafkaKraftBroker(1, Topic.PARTITIONS);

	@Override
	public void beforeEach(ExtensionContext context) {
		this.kafka.brokerProperty("transaction.state.log.replication.factor", "1");
		this.kafka.brokerProperty("transaction.state.log.min.isr", "1");
		this.kafka.brokerProperty("group.initial.rebalance.delay.ms", "0");
		this.kafka.brokerProperty("group.min.session.timeout.ms", "1000");
		this.kafka.afterPropertiesSet();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.kafka.destroy();
	}

	String address() {
		return this.kafka.getBrokersAsString();
	}

	/** To be stopped and started again. */
	BrokerServer server() {
		return this.kafka.getCluster().brokers().values().iterator().next();
	}

}
