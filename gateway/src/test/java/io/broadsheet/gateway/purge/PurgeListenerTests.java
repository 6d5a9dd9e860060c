package io.broadsheet.gateway.purge;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.broadsheet.gateway.cache.answer.Answer;
import io.broadsheet.gateway.cache.answer.Terms;
import io.broadsheet.gateway.cache.store.AnswerCache;
import io.broadsheet.gateway.cache.store.CacheMetrics;
import io.broadsheet.gateway.cache.store.Kept;
import io.broadsheet.gateway.cache.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the cache is told when the brokers come, go, and come back.
 */
class PurgeListenerTests {

	private static final TopicPartition RECEIPTS = new TopicPartition(Topic.ARTICLE_RECEIPTS.topicName(), 0);

	private final MockConsumer<String, byte[]> log = new MockConsumer<>("none");

	private final AnswerCache cache = new AnswerCache(
			new StoreSettings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), Duration.ofSeconds(1),
					Duration.ofDays(1), Duration.ofSeconds(1)),
			Clock.systemUTC(), new CacheMetrics(new SimpleMeterRegistry()));

	private final PurgeListener listener = new PurgeListener(this.log, this.cache, (record) -> {
	});

	@BeforeEach
	void topics() {
		Map<TopicPartition, Long> ends = new HashMap<>();
		for (Topic topic : PurgeKeys.TOPICS) {
			this.log.updatePartitions(topic.topicName(),
					List.of(new PartitionInfo(topic.topicName(), 0, null, null, null)));
			ends.put(new TopicPartition(topic.topicName(), 0), 40L);
		}
		this.log.updateEndOffsets(ends);
	}

	@Test
	void whatWasKeptBeforeListeningBeganIsDropped() {
		keep("tram");
		this.listener.listen();
		assertThat(this.cache.isHeard()).isTrue();
		assertThat(this.cache.find("tram", "")).isNull();
	}

	@Test
	void afterAnOutagePurgesAreHeardAgainWhenAllThatWasMissedIsRead() {
		this.listener.listen();
		keep("tram");
		this.log.setPollException(new TimeoutException("away"));
		assertThatExceptionOfType(KafkaException.class).isThrownBy(this.listener::listen);
		assertThat(this.cache.isHeard()).isFalse();
		this.log.updateEndOffsets(Map.of(RECEIPTS, 42L));
		receipt(40, "bridge");
		this.listener.listen();
		assertThat(this.cache.isHeard()).isFalse();
		receipt(41, "tram");
		this.listener.listen();
		assertThat(this.cache.isHeard()).isTrue();
		assertThat(this.cache.find("tram", "")).isNull();
	}

	@Test
	void whenTheLogWasCutWhereListeningStoppedEverythingIsDropped() {
		this.listener.listen();
		keep("tram");
		this.log.setPollException(new OffsetOutOfRangeException(Map.of(RECEIPTS, 40L)));
		this.listener.listen();
		assertThat(this.cache.isHeard()).isFalse();
		this.listener.listen();
		assertThat(this.cache.isHeard()).isTrue();
		assertThat(this.cache.find("tram", "")).isNull();
	}

	@Test
	void withoutTheTopicsNothingIsHeard() {
		this.log.updatePartitions(Topic.RANKINGS.topicName(), List.of());
		assertThatExceptionOfType(KafkaException.class).isThrownBy(this.listener::listen);
		assertThat(this.cache.isHeard()).isFalse();
	}

	private void keep(String article) {
		Terms terms = new Terms(Set.of("article:" + article), false, Duration.ofHours(1), false);
		Answer answer = Answer.of(HttpStatus.OK, new HttpHeaders(), new byte[0], terms, System.currentTimeMillis());
		this.cache.keep(new Kept(article, answer, true, false), this.cache.moment());
		assertThat(this.cache.find(article, "")).isNotNull();
	}

	private void receipt(long offset, String article) {
		ProducerRecord<String, byte[]> told = new EventCodec("test").write(new ArticleApplied(article, 2, "catalog",
				"1", OffsetDateTime.parse("2026-03-01T10:00:00+07:00"), List.of("article:" + article), null));
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(RECEIPTS.topic(), 0, offset, 0L,
				TimestampType.CREATE_TIME, 0, 0, told.key(), told.value(), told.headers(), Optional.empty());
		this.log.addRecord(record);
	}

}
