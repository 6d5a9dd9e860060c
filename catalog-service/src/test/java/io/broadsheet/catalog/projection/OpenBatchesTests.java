package io.broadsheet.catalog.projection;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Before which batches one may have been begun that has not ended.
 */
class OpenBatchesTests {

	private static final TopicPartition FIRST = new TopicPartition("articles", 0);

	private static final TopicPartition SECOND = new TopicPartition("articles", 1);

	private static final Set<TopicPartition> BOTH = Set.of(FIRST, SECOND);

	private final OpenBatches batches = new OpenBatches();

	@BeforeEach
	void assign() {
		this.batches.assigned(BOTH);
	}

	@Test
	void anotherInstanceMayHaveBegunTheFirstBatchOfAPartition() {
		assertThat(this.batches.begin(Set.of(FIRST))).isTrue();
	}

	@Test
	void aBatchAfterOneThatEndedIsTheFirstToBegin() {
		this.batches.begin(BOTH);
		this.batches.end(BOTH);
		assertThat(this.batches.begin(BOTH)).isFalse();
	}

	@Test
	void aBatchThatFailedMayBeOpen() {
		this.batches.begin(BOTH);
		this.batches.end(BOTH);
		this.batches.begin(BOTH);
		assertThat(this.batches.begin(BOTH)).isTrue();
	}

	@Test
	void whatEndedInOnePartitionSaysNothingOfAnother() {
		this.batches.begin(Set.of(FIRST));
		this.batches.end(Set.of(FIRST));
		assertThat(this.batches.begin(BOTH)).isTrue();
	}

	@Test
	void aPartitionThatWentAndCameBackMayHaveAnOpenBatch() {
		this.batches.begin(BOTH);
		this.batches.end(BOTH);
		this.batches.assigned(Set.of(SECOND));
		assertThat(this.batches.begin(Set.of(FIRST))).isFalse();
		assertThat(this.batches.begin(Set.of(SECOND))).isTrue();
	}

}
