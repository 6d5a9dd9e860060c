package io.broadsheet.trending.answers;

import java.util.List;
import java.util.Map;

import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RankingsReaderTests {

	private static final String TOPIC = Topic.RANKINGS.topicName();

	private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

	private final RankingsReader reader = new RankingsReader(() -> this.consumer,
			new HeldRankings(new EventCodec("tests")));

	@AfterEach
	void stop() {
		this.reader.stop();
	}

	@Test
	void whatIsStillBeingReadIsNotUpToDate() {
		Node broker = new Node(0, "localhost", 9092);
		TopicPartition partition = new TopicPartition(TOPIC, 0);
		this.consumer.updatePartitions(TOPIC,
				List.of(new PartitionInfo(TOPIC, 0, broker, new Node[] { broker }, new Node[] { broker })));
		this.consumer.updateBeginningOffsets(Map.of(partition, 0L));
		this.consumer.updateEndOffsets(Map.of(partition, 1L));
		this.reader.start();
		await().during(1, SECONDS)
			.atMost(10, SECONDS)
			.untilAsserted(() -> assertThat(this.reader.isUpToDate()).isFalse());
		this.consumer.schedulePollTask(() -> this.consumer
			.addRecord(new ConsumerRecord<>(TOPIC, 0, 0L, "most-viewed/24h/all", (byte[]) null)));
		await().atMost(30, SECONDS).until(this.reader::isUpToDate);
	}

	@Test
	void aTopicThatTheBrokersDoNotKnowYetIsWaitedFor() {
		Node broker = new Node(0, "localhost", 9092);
		TopicPartition partition = new TopicPartition(TOPIC, 0);
		this.consumer.updatePartitions(TOPIC, List.of());
		this.consumer.updateBeginningOffsets(Map.of(partition, 0L));
		this.consumer.updateEndOffsets(Map.of(partition, 0L));
		this.reader.start();
		await().during(1, SECONDS)
			.atMost(10, SECONDS)
			.untilAsserted(() -> assertThat(this.reader.isCaughtUp()).isFalse());
		this.consumer.updatePartitions(TOPIC,
				List.of(new PartitionInfo(TOPIC, 0, broker, new Node[] { broker }, new Node[] { broker })));
		await().atMost(30, SECONDS).until(() -> this.reader.isCaughtUp() && this.reader.isUpToDate());
	}

}
