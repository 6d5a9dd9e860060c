package io.broadsheet.catalog.position;

import java.util.Collection;
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

	/**
	 * The consumers that know their partitions: until all do, some are followed by none.
	 */
	private final Set<Object> assigned = ConcurrentHashMap.newKeySet();

	private final int consumers;

	private volatile boolean done;

	/**
	 * Creates it, with everything missing.
	 * @param consumers how many consumers this instance has
	 */
	CatchUp(int consumers) {
		this.consumers = consumers;
	}

	void assigned(Object consumer, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
		positions.forEach((partition, position) -> {
			this.ends.put(partition, ends.get(partition));
			reached(partition, position);
		});
		this.assigned.add(consumer);
	}

	void reached(TopicPartition partition, long position) {
		Long end = this.ends.get(partition);
		if (end != null) {
			this.behind.put(partition, Math.max(0, end - position));
		}
	}

	void released(Object consumer, Collection<TopicPartition> partitions) {
		this.assigned.remove(consumer);
		this.ends.keySet().removeAll(partitions);
		this.behind.keySet().removeAll(partitions);
	}

	/**
	 * The database lost something.
	 */
	void beginAnew() {
		this.done = false;
	}

	/**
	 * Whether nothing was missing once.
	 * @return true from then on, also while partitions move between instances
	 */
	boolean isDone() {
		if (!this.done) {
			this.done = this.assigned.size() >= this.consumers && behind() == 0;
		}
		return this.done;
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
