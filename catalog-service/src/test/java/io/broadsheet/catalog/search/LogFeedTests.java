package io.broadsheet.catalog.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.projection.RecordReader;
import io.broadsheet.catalog.search.index.SearchIndex;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where the log is read from, and when search is open.
 */
class LogFeedTests {

	private static final String TOPIC = Topic.ARTICLES.topicName();

	private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

	private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

	private static final SearchSettings SETTINGS = new SearchSettings(true, Path.of("unused"), Duration.ofSeconds(5),
			100, Duration.ofHours(12), Duration.ofMinutes(2), Duration.ofSeconds(2), Duration.ofSeconds(2));

	private final SearchStatus status = new SearchStatus(true);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private SearchIndex index;

	@BeforeEach
	void open() throws IOException {
		this.index = SearchIndex.open(new ByteBuffersDirectory());
	}

	@AfterEach
	void close() throws IOException {
		this.index.close();
	}

	@Test
	void searchIsOpenWhenTheIndexReachedTheEndThatTheLogHadAtItsStart() throws IOException {
		MockConsumer<byte[], byte[]> log = log(2);
		LogFeed feed = feed(log, NOON);
		feed.begin("log-1");
		assertThat(this.status.state()).isInstanceOf(SearchState.Rebuilding.class);
		add(log, 0, "a");
		feed.step();
		assertThat(this.status.state()).isInstanceOf(SearchState.Rebuilding.class);
		add(log, 1, "b");
		feed.step();
		assertThat(this.status.state()).isInstanceOf(SearchState.Ready.class);
		assertThat(this.index.documents()).isEqualTo(2);
		assertThat(this.index.position().next()).isEqualTo(Map.of(0, 2L));
		assertThat(this.index.position().endSeenAt()).isEqualTo(NOON);
	}

	@Test
	void theSameLogIsReadOnFromThePositionOfTheIndex() throws IOException {
		fill();
		MockConsumer<byte[], byte[]> log = log(2);
		feed(log, NOON.plus(Duration.ofHours(12)).minusMillis(1)).begin("log-1");
		assertThat(log.position(PARTITION)).isEqualTo(2);
		assertThat(this.status.state()).isInstanceOf(SearchState.Ready.class);
		assertThat(rebuilds()).isEqualTo(1);
	}

	@Test
	void anIndexThatWasAwayForTooLongIsBuiltAnew() throws IOException {
		fill();
		MockConsumer<byte[], byte[]> log = log(2);
		feed(log, NOON.plus(Duration.ofHours(12))).begin("log-1");
		assertBeginsAnew(log);
	}

	@Test
	void anotherLogIsReadFromTheBeginning() throws IOException {
		fill();
		MockConsumer<byte[], byte[]> log = log(2);
		feed(log, NOON).begin("log-2");
		assertBeginsAnew(log);
		assertThat(this.index.position().log()).isEqualTo("log-2");
	}

	@Test
	void aLogThatEndsBeforeThePositionIsReadFromTheBeginning() throws IOException {
		fill();
		MockConsumer<byte[], byte[]> log = log(1);
		feed(log, NOON).begin("log-1");
		assertBeginsAnew(log);
	}

	@Test
	void aTopicWithoutPartitionsIsNoLog() {
		MockConsumer<byte[], byte[]> log = log(0);
		log.updatePartitions(TOPIC, List.of());
		assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> feed(log, NOON).begin("log-1"));
	}

	private void fill() throws IOException {
		MockConsumer<byte[], byte[]> log = log(2);
		LogFeed feed = feed(log, NOON);
		feed.begin("log-1");
		add(log, 0, "a");
		add(log, 1, "b");
		feed.step();
		assertThat(this.index.documents()).isEqualTo(2);
	}

	private void assertBeginsAnew(MockConsumer<byte[], byte[]> log) throws IOException {
		assertThat(log.position(PARTITION)).isZero();
		assertThat(this.status.state()).isInstanceOf(SearchState.Rebuilding.class);
		assertThat(this.index.documents()).isZero();
		assertThat(rebuilds()).isEqualTo(2);
	}

	private double rebuilds() {
		return this.meters.get("broadsheet.catalog.search.rebuilds").counter().count();
	}

	private LogFeed feed(MockConsumer<byte[], byte[]> log, Instant now) {
		return new LogFeed(log, this.index, this.status, new RecordReader(new EventCodec("catalog-service")),
				new SearchMetrics(this.meters, this.status), SETTINGS, Clock.fixed(now, ZoneOffset.UTC));
	}

	private static MockConsumer<byte[], byte[]> log(long end) {
		MockConsumer<byte[], byte[]> log = new MockConsumer<>("none");
		log.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
		log.updateBeginningOffsets(Map.of(PARTITION, 0L));
		log.updateEndOffsets(Map.of(PARTITION, end));
		return log;
	}

	private static void add(MockConsumer<byte[], byte[]> log, long offset, String id) {
		ProducerRecord<String, byte[]> record = new EventCodec("ingest-service").write(Articles.published(id));
		log.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, 0, TimestampType.CREATE_TIME, -1, -1,
				record.key().getBytes(), record.value(), record.headers(), Optional.empty()));
	}

}
