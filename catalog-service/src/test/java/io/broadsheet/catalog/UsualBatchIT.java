package io.broadsheet.catalog;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which batches ask the database what a try before them has left.
 */
@Timeout(180)
@EmbeddedKafka(partitions = 6,
		brokerProperties = { "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1" })
class UsualBatchIT {

	private static final String LAST_TOLD = "projection_last_told";

	private final TestMongo mongo = new TestMongo();

	private final RecordedCommands asked = new RecordedCommands();

	private final String brokers = EmbeddedKafkaCondition.getBroker().getBrokersAsString();

	private TestLog log;

	private RunningCatalog catalog;

	@BeforeEach
	void connect() throws Exception {
		this.log = new TestLog(this.brokers);
	}

	@AfterEach
	void stop() {
		this.catalog.close();
		this.log.close();
		this.mongo.close();
	}

	@Test
	void theFirstBatchOfAPartitionThatCameLooksForWhatWasLeftAndOthersDoNot() {
		start();
		tellInEachPartition("first", Articles::published);
		assertThat(looks()).isNotEmpty();
		tellInEachPartition("second", Articles::published);
		tellInEachPartition("first", (id) -> Articles.revised(id, 2, "city"));
		assertThat(looks()).as("looks of usual batches").isEmpty();
		new RunningCatalog(this.brokers, this.mongo.uri()).awaitReady().close();
		tellInEachPartition("third", Articles::published);
		assertThat(looks()).as("looks after partitions went and came back").isNotEmpty();
	}

	@Test
	void batchesLookUntilAllThatWasLeftIsTold() {
		leaveHalfDone("left-0", "section:sports");
		start();
		tellInEachPartition("before", Articles::published);
		this.asked.take();
		tellInEachPartition("still-before", Articles::published);
		assertThat(looks()).isNotEmpty();
		tellInEachPartition("left", Articles::published);
		tellInEachPartition("after", Articles::published);
		this.asked.take();
		tellInEachPartition("long-after", Articles::published);
		assertThat(looks()).isEmpty();
	}

	private void start() {
		this.catalog = new RunningCatalog((settings) -> settings.addCommandListener(this.asked), this.brokers,
				this.mongo.uri())
			.awaitReady();
	}

	private void leaveHalfDone(String id, String key) {
		this.mongo.template()
			.insert(new Document("_id", id).append("revision", 1L).append("keys", List.of(key)), LAST_TOLD)
			.block();
	}

	/** Returns when readers are told. */
	private void tellInEachPartition(String name, Function<String, ArticleEvent> event) {
		int toldBefore = told(name);
		this.log.write(
				IntStream.range(0, Topic.PARTITIONS).mapToObj((partition) -> record(partition, name, event)).toList());
		RunningCatalog.eventually(() -> assertThat(told(name)).isEqualTo(toldBefore + Topic.PARTITIONS));
	}

	private ProducerRecord<byte[], byte[]> record(int partition, String name, Function<String, ArticleEvent> event) {
		ProducerRecord<byte[], byte[]> record = this.log.record(event.apply(name + "-" + partition));
		return this.log.record(partition, record.key(), record.value(), record.headers());
	}

	private int told(String name) {
		return (int) this.log.all(Topic.ARTICLE_RECEIPTS)
			.stream()
			.filter((record) -> TestLog.text(record.key()).startsWith(name + "-"))
			.count();
	}

	private List<Document> looks() {
		return this.asked.take().stream().filter((command) -> LAST_TOLD.equals(command.getString("find"))).toList();
	}

}
