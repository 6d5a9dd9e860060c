package io.broadsheet.trending.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which record of a task comes first: the one with the lower number.
 */
class TurnsTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

	@ParameterizedTest
	@CsvSource({ "2026-03-01T11:00:00Z, 2026-03-01T11:00:00Z", "2026-02-01T12:00:00Z, 2026-02-01T12:00:00Z",
			"1970-01-01T00:00:00Z, 2026-01-29T12:00:00Z", "9999-12-31T23:59:59Z, 2026-03-01T12:00:00Z",
			"1969-12-31T23:59:59.999Z, 2026-01-29T12:00:00Z" })
	void aViewHasItsTurnByTheTimeAtWhichItWasWrittenWithinTheTimeThatTopicsKeep(Instant written, Instant turn) {
		assertThat(turn(Topic.ARTICLE_VIEWS, written)).isEqualTo(turn);
		assertThat(turn(Topic.ARTICLE_REACTIONS, written)).isEqualTo(turn);
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-01T12:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z" })
	void anArticleComesBeforeEachView(Instant written) {
		assertThat(turn(Topic.ARTICLES, written)).isBefore(turn(Topic.ARTICLE_VIEWS, Instant.EPOCH));
	}

	private static Instant turn(Topic topic, Instant written) {
		ConsumerRecord<Object, Object> record = new ConsumerRecord<>(topic.topicName(), 0, 0, written.toEpochMilli(),
				TimestampType.CREATE_TIME, 0, 0, new byte[0], new byte[0], new RecordHeaders(), Optional.empty());
		return Instant.ofEpochMilli(new Turns(topic, CLOCK).extract(record, 0));
	}

}
