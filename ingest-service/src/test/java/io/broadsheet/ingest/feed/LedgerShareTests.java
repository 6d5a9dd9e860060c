package io.broadsheet.ingest.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.broadsheet.events.Topic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class LedgerShareTests {

	private static final List<String> FEEDS = IntStream.range(0, 100).mapToObj((index) -> "feed-" + index).toList();

	@Test
	void eachFeedFallsToOneOfTheInstancesThatShareTheLedger() {
		LedgerShare one = share(0, 1, 2);
		LedgerShare two = share(3, 4);
		LedgerShare three = share(5);
		assertThat(FEEDS)
			.allMatch((feed) -> (one.test(feed) ? 1 : 0) + (two.test(feed) ? 1 : 0) + (three.test(feed) ? 1 : 0) == 1);
		assertThat(FEEDS).anyMatch(one).anyMatch(two).anyMatch(three);
	}

	@Test
	void anInstanceThatDecidesNothingPollsNothing() {
		assertThat(FEEDS).noneMatch(share());
		KafkaStreams stopped = mock();
		given(stopped.metadataForLocalThreads()).willThrow(IllegalStateException.class);
		assertThat(FEEDS).noneMatch(new LedgerShare(stopped));
	}

	/** The share of an instance that owns these partitions of the ledger. */
	private static LedgerShare share(int... partitions) {
		Set<TopicPartition> commands = Arrays.stream(partitions)
			.mapToObj((partition) -> new TopicPartition(Topic.ARTICLE_COMMANDS.topicName(), partition))
			.collect(Collectors.toSet());
		TaskMetadata task = mock();
		given(task.topicPartitions()).willReturn(commands);
		TaskMetadata other = mock();
		given(other.topicPartitions()).willReturn(IntStream.range(0, Topic.PARTITIONS)
			.mapToObj((partition) -> new TopicPartition("other", partition))
			.collect(Collectors.toSet()));
		ThreadMetadata thread = mock();
		given(thread.activeTasks()).willReturn(Set.of(task, other));
		KafkaStreams ledger = mock();
		given(ledger.metadataForLocalThreads()).willReturn(Set.of(thread));
		return new LedgerShare(ledger);
	}

}
