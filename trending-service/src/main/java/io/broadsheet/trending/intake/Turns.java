package io.broadsheet.trending.intake;

import java.time.Clock;
import java.time.Duration;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Which of the records that wait is the next: a task takes that with the lowest
 * timestamp. What editors do goes before all that readers did, or a withdrawn article
 * would stay in the lists as long as a backlog of views lasts. And a record that was
 * stamped with another time neither holds up the others, nor does the state that is
 * written with it look so old to its changelog that it could be deleted.
 */
final class Turns implements TimestampExtractor {

	/** No view counts that is older. */
	private static final Duration LONGEST_BACKLOG = Duration.ofHours(24);

	private final Topic topic;

	private final Clock clock;

	/**
	 * Gives turns to the records of a topic.
	 * @param topic the topic
	 * @param clock tells now
	 */
	Turns(Topic topic, Clock clock) {
		this.topic = topic;
		this.clock = clock;
	}

	@Override
	public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
		long now = this.clock.millis();
		long oldest = now - LONGEST_BACKLOG.toMillis();
		if (this.topic == Topic.ARTICLES) {
			return oldest - 1;
		}
		return Math.max(oldest, Math.min(now, record.timestamp()));
	}

}
