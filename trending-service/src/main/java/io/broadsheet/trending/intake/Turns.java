package io.broadsheet.trending.intake;

import java.time.Clock;
import java.time.Duration;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Which of the records that wait is the next: a task takes that with the lowest
 * timestamp. What editors do goes before all that readers did, or a withdrawn article
 * would stay in the lists as long as a backlog of views lasts. What readers did has its
 * turn in the order in which it arrived, and a record that was stamped with another time
 * does not hold up the others.
 */
final class Turns implements TimestampExtractor {

	/** Nothing lies on a topic for so long. */
	private static final Duration LONGEST = Duration.ofDays(31);

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
		long oldest = now - LONGEST.toMillis();
		if (this.topic == Topic.ARTICLES) {
			return oldest - 1;
		}
		return Math.max(oldest, Math.min(now, record.timestamp()));
	}

}
