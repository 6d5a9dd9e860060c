package io.broadsheet.ingest.feed;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.broadsheet.events.Topic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * The feeds that this instance polls: those whose names fall to its partitions of the
 * ledger. While partitions move, two instances may poll a feed, or none; polling twice
 * changes nothing, so that is good enough.
 */
final class LedgerShare implements Predicate<String> {

	private final KafkaStreams ledger;

	LedgerShare(KafkaStreams ledger) {
		this.ledger = ledger;
	}

	@Override
	public boolean test(String feed) {
		return partitions().contains(Math.floorMod(feed.hashCode(), Topic.PARTITIONS));
	}

	private Set<Integer> partitions() {
		return threads().stream()
			.flatMap((thread) -> thread.activeTasks().stream())
			.flatMap((task) -> task.topicPartitions().stream())
			.filter((partition) -> Objects.equals(partition.topic(), Topic.ARTICLE_COMMANDS.topicName()))
			.map(TopicPartition::partition)
			.collect(Collectors.toSet());
	}

	private Set<ThreadMetadata> threads() {
		try {
			return this.ledger.metadataForLocalThreads();
		}
		catch (IllegalStateException ex) {
			// before it runs, and after
			return Set.of();
		}
	}

}
