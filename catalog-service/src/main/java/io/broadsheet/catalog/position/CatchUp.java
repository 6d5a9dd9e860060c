package io.broadsheet.catalog.position;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;

/**
 * Whether the entries have once reached the end that the log had when its partitions were
 * assigned. Before that, readers would miss what they have seen already.
 */
class CatchUp {

	private final Map<TopicPartition, Long> behind = new ConcurrentHashMap<>();

	private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

	private volatile boolean assigned;

	void assigned(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
		positions.forEach((partition, position) -> {
			this.ends.put(partition, ends.get(partition));
			reached(partition, position);
		});
		this.assigned = true;
	}

	void reached(TopicPartition partition, long position) {
		Long end = this.ends.get(partition);
		if (end != null) {
			this.behind.put(partition, Math.max(0, end - position));
		}
	}

	void released(TopicPartition partition) {
		this.ends.remove(partition);
		this.behind.remove(partition);
	}

	/**
	 * Whether nothing is missing.
	 * @return true after the first assignment, when the end was reached
	 */
	boolean isDone() {
		return this.assigned && behind() == 0;
	}

	/**
	 * How many offsets are missing up to the end that was seen at assignment.
	 * @return the sum over this instance's partitions
	 */
	long behind() {
		return this.behind.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * The partitions that this instance follows.
	 * @return their keys
	 */
	Set<TopicPartition> partitions() {
		return Set.copyOf(this.ends.keySet());
	}

}
