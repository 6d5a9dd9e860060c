package io.broadsheet.gateway.stream;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.gateway.stream.history.Position;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that clients are told of, numbered in the same order by every gateway,
 * and where each of them ended when reading began.
 */
final class ToldPartitions {

	/** Before anything was read. */
	static final ToldPartitions NONE = new ToldPartitions(List.of(), Map.of());

	private final List<TopicPartition> all;

	private final Map<TopicPartition, Integer> numbers = new HashMap<>();

	private final long[] ends;

	private ToldPartitions(List<TopicPartition> all, Map<TopicPartition, Long> ends) {
		this.all = all;
		all.forEach((partition) -> this.numbers.put(partition, this.numbers.size()));
		this.ends = offsets(ends);
	}

	/**
	 * Picks and numbers partitions.
	 * @param ends where each partition of the log ends, of those that tell nothing too
	 */
	static ToldPartitions of(Map<TopicPartition, Long> ends) {
		return new ToldPartitions(ends.keySet()
			.stream()
			.filter((partition) -> EventReader.TOPICS.contains(partition.topic()))
			.sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
			.toList(), ends);
	}

	/** Offsets in the order of the numbers; zero for what is not there. */
	long[] offsets(Map<TopicPartition, Long> offsets) {
		return this.all.stream().mapToLong((partition) -> offsets.getOrDefault(partition, 0L)).toArray();
	}

	/** The number of a record's partition, or null if it is none of these. */
	@Nullable Integer numberOf(ConsumerRecord<?, ?> record) {
		return this.numbers.get(new TopicPartition(record.topic(), record.partition()));
	}

	boolean isEmpty() {
		return this.all.isEmpty();
	}

	int count() {
		return this.all.size();
	}

	/** Where a partition ended when reading began. */
	long end(int partition) {
		return this.ends[partition];
	}

	/** What stood on the log when reading began is no news. */
	Position atLeastEnds(Position position) {
		long[] now = this.ends.clone();
		for (int partition = 0; partition < now.length; partition++) {
			now[partition] = Math.max(now[partition], position.next(partition));
		}
		return Position.of(now);
	}

}
