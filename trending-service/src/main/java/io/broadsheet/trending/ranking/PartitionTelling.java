package io.broadsheet.trending.ranking;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * What the partitions of articles tell those who merge their lists.
 */
public sealed interface PartitionTelling permits PartitionTop, PartitionCard {

	/**
	 * It as it travels.
	 * @return what {@link #serde()} reads
	 */
	byte[] toBytes();

	/**
	 * How it is written and read.
	 * @return the format
	 */
	static Serde<PartitionTelling> serde() {
		return Serdes.serdeFrom((topic, telling) -> (telling != null) ? telling.toBytes() : null,
				(topic, bytes) -> (bytes != null) ? of(bytes) : null);
	}

	private static PartitionTelling of(byte[] bytes) {
		return (bytes.length > 0 && bytes[0] == PartitionCard.FORMAT) ? PartitionCard.of(bytes)
				: PartitionTop.of(bytes);
	}

	/**
	 * Who is told what: of a list who merges it, of a card everybody, as each article
	 * stands in lists of all of them.
	 * @return what chooses partitions
	 */
	static StreamPartitioner<String, PartitionTelling> partitioner() {
		return (topic, key, telling, partitions) -> (telling instanceof PartitionCard) ? Optional.of(all(partitions))
				: Optional.empty();
	}

	private static Set<Integer> all(int partitions) {
		return IntStream.range(0, partitions).boxed().collect(Collectors.toSet());
	}

}
