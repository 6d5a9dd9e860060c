package io.broadsheet.catalog.projection;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;

/**
 * Where a batch may be open: begun, here or by another instance, and not ended. That is
 * each partition that is new here, until a batch of it has ended, and each whose last
 * batch failed.
 */
final class OpenBatches {

	private final Set<TopicPartition> closed = ConcurrentHashMap.newKeySet();

	/**
	 * Somebody else may have begun a batch.
	 * @param partitions partitions that are new here
	 */
	void assigned(Collection<TopicPartition> partitions) {
		this.closed.removeAll(partitions);
	}

	/**
	 * A batch begins, or begins again.
	 * @param partitions the partitions that it is of
	 * @return whether one may have been begun before that has not ended
	 */
	boolean begin(Set<TopicPartition> partitions) {
		boolean allClosed = this.closed.containsAll(partitions);
		this.closed.removeAll(partitions);
		return !allClosed;
	}

	/**
	 * All has ended that was begun.
	 * @param partitions the partitions that it was of
	 */
	void end(Set<TopicPartition> partitions) {
		this.closed.addAll(partitions);
	}

}
