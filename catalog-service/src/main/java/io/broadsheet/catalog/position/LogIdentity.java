package io.broadsheet.catalog.position;

import java.util.Objects;

import io.broadsheet.events.Topic;

import org.springframework.kafka.core.KafkaAdmin;

/**
 * Tells one log from another: offsets mean nothing in any other.
 */
@FunctionalInterface
public interface LogIdentity {

	/**
	 * Asks by the topic's name.
	 * @param topic the topic
	 * @param kafka asks the brokers
	 * @return what asks them each time
	 */
	static LogIdentity of(Topic topic, KafkaAdmin kafka) {
		String name = topic.topicName();
		return () -> Objects.requireNonNull(kafka.describeTopics(name).get(name), name).topicId().toString();
	}

	/**
	 * Asks the brokers which log this is.
	 * @return the id that the topic got when it was created
	 */
	String current();

}
