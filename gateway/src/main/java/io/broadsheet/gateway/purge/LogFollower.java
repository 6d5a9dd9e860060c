package io.broadsheet.gateway.purge;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the gateway reads on the log, after what is no longer true was purged. All
 * of it is called by one thread, which purges nothing meanwhile, so it should be quick.
 */
public interface LogFollower {

	/**
	 * How much it wants to hear of what was told before.
	 * @param topic a topic
	 * @return a number of records of each of its partitions
	 */
	default long rewind(String topic) {
		return 0;
	}

	/**
	 * Reading begins, or begins anew because the log was cut where it had been.
	 * @param from the first offset of each partition that is read
	 * @param ends where each partition ended just before
	 */
	default void begin(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
	}

	/**
	 * A record was read.
	 * @param record the record
	 */
	void hear(ConsumerRecord<@Nullable String, byte @Nullable []> record);

	/**
	 * All that was told before reading began has been read.
	 */
	default void caughtUp() {
	}

}
