package io.broadsheet.trending.exactness;

import java.io.IOException;
import java.time.Duration;

import io.broadsheet.events.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * On a real broker, as processes of their own: one instance, two, and two of which one
 * was killed and replaced count like one that never stops, and so does one that followed
 * what the killed one did.
 */
class ExactnessIT {

	private static final Duration START = Duration.ofSeconds(90);

	private static final Duration SOON = Duration.ofSeconds(60);

	/** How many times 20,000 views; more than once are as many as a city reads. */
	private static final int TIMES = Integer.getInteger("broadsheet.exactness.times", 1);

	private static final int ARTICLES = (TIMES > 1) ? 5_000 : 1_500;

	private static final int VISITORS = (TIMES > 1) ? 30_000 : 5_000;

	/** MiB: an article that is read takes some 40 KB in all lists. */
	private static final int HEAP = (TIMES > 1) ? 1_024 : 256;

	private static final String STANDBY = "--spring.kafka.streams.properties.num.standby.replicas=1";

	private final EmbeddedKafkaKraftBroker kafka = new EmbeddedKafkaKraftBroker(1, Topic.PARTITIONS);

	private final Oracle oracle = new Oracle(5, 5);

	@BeforeEach
	void startBroker() {
		this.kafka.brokerProperty("transaction.state.log.replication.factor", "1");
		this.kafka.brokerProperty("transaction.state.log.min.isr", "1");
		this.kafka.brokerProperty("group.initial.rebalance.delay.ms", "0");
		this.kafka.brokerProperty("auto.create.topics.enable", "false");
		this.kafka.afterPropertiesSet();
	}

	@AfterEach
	void stopBroker() {
		this.kafka.destroy();
	}

	@Test
	void oneInstanceAndTwoAndOneThatReplacesAKilledOneCountLikeBruteForce() throws IOException {
		try (Instance one = start("one")) {
			await().atMost(START).until(one::isReady);
			try (Log log = new Log(this.kafka.getBrokersAsString())) {
				Comparison comparison = new Comparison(log, this.oracle);
				LiveTraffic traffic = new LiveTraffic(log, this.oracle, ARTICLES, VISITORS);
				traffic.publish(ARTICLES);
				traffic.edit();
				traffic.read(12 * TIMES);
				comparison.compare(one);
				try (Instance two = start("two")) {
					await().atMost(START).until(two::isReady);
					traffic.edit();
					traffic.read(12 * TIMES);
					comparison.compare(one, two);
					traffic.edit();
					readUntilKilled(two, traffic, log);
				}
				traffic.read(1);
				await().atMost(SOON)
					.untilAsserted(() -> assertThat(one.inputLagSeconds()).as("while nobody counts a part of it")
						.isGreaterThanOrEqualTo(3));
				try (Instance three = start("three")) {
					traffic.read(10 * TIMES - 1);
					await().atMost(START).until(three::isReady);
					traffic.edit();
					comparison.compare(one, three);
				}
			}
		}
	}

	@Test
	void aStandbyAnswersForAKilledInstanceAndThenCountsOnLikeBruteForce() throws IOException {
		try (Instance one = start("following", STANDBY); Instance two = start("followed", STANDBY)) {
			await().atMost(START).until(() -> one.isReady() && two.isReady());
			try (Log log = new Log(this.kafka.getBrokersAsString())) {
				Comparison comparison = new Comparison(log, this.oracle);
				LiveTraffic traffic = new LiveTraffic(log, this.oracle, ARTICLES, VISITORS);
				traffic.publish(ARTICLES);
				traffic.read(6 * TIMES);
				traffic.edit();
				readUntilKilled(two, traffic, log);
				await().atMost(SOON)
					.untilAsserted(() -> assertThat(Comparison.ASKED).as("whom the copy of the killed one answers for")
						.anyMatch(one::answersFromACopy));
				traffic.read(6 * TIMES);
				traffic.edit();
				comparison.compare(one);
			}
		}
	}

	private Instance start(String name, String... settings) throws IOException {
		return new Instance(this.kafka.getBrokersAsString(), name, HEAP, settings);
	}

	private static void readUntilKilled(Instance instance, LiveTraffic traffic, Log log) {
		double before = instance.counted();
		traffic.read(4 * TIMES);
		assertThat(instance.counted()).as("counted by the instance that is killed").isGreaterThan(before);
		traffic.read(2 * TIMES);
		instance.kill();
		assertThat(log.ahead()).as("views under way when the instance was killed").isPositive();
	}

}
