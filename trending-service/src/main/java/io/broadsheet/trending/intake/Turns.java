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
 * stamped with another time does not hold up the others. What is written while a record
 * is taken is stamped like it in the changelogs: a millisecond before the oldest view
 * that counts at most, which the one that forgets by time allows for.
 */
final class Turns implements TimestampExtractor {

	private final Topic topic;

	private final Duration maxAge;

	private final Clock clock;

	/**
	 * Gives turns to the records of a topic.
	 * @param topic the topic
	 * @param maxAge no view counts that is older
	 * @param clock tells now
	 */
	Turns(Topic topic, Duration maxAge, Clock clock) {
		this.topic = topic;
		this.maxAge = maxAge;
		this.clock = clock;
	}

	@Override
	public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
		long now = this.clock.millis();
		long oldest = now - this.maxAge.toMillis();
		if (this.topic == Topic.ARTICLES) {
			return oldest - 1;
		}
		return Math.max(oldest, Math.min(now, record.timestamp()));
	}

}
