package io.broadsheet.catalog.position;

import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the entries are said to be complete.
 */
class CatchUpTests {

	private static final TopicPartition ZERO = new TopicPartition("articles", 0);

	private static final TopicPartition ONE = new TopicPartition("articles", 1);

	private final CatchUp catchUp = new CatchUp(1);

	@Test
	void nothingIsCompleteBeforeThePartitionsAreKnown() {
		assertThat(this.catchUp.isDone()).isFalse();
	}

	@Test
	void anEmptyLogIsCompleteAtOnce() {
		this.catchUp.assigned("first", Map.of(ZERO, 0L), Map.of(ZERO, 0L));
		assertThat(this.catchUp.isDone()).isTrue();
	}

	@Test
	void everyPartitionHasToReachItsEnd() {
		this.catchUp.assigned("first", Map.of(ZERO, 3L, ONE, 0L), Map.of(ZERO, 5L, ONE, 2L));
		assertThat(this.catchUp.behind()).isEqualTo(4);
		this.catchUp.reached(ZERO, 5);
		this.catchUp.reached(ONE, 1);
		assertThat(this.catchUp.isDone()).isFalse();
		this.catchUp.reached(ONE, 2);
		assertThat(this.catchUp.isDone()).isTrue();
	}

	@Test
	void whatIsWrittenLaterDoesNotMakeItIncompleteAgain() {
		this.catchUp.assigned("first", Map.of(ZERO, 5L), Map.of(ZERO, 5L));
		this.catchUp.reached(ZERO, 9);
		assertThat(this.catchUp.isDone()).isTrue();
	}

	@Test
	void aPartitionThatAnotherInstanceTookIsNotWaitedFor() {
		this.catchUp.assigned("first", Map.of(ZERO, 5L, ONE, 0L), Map.of(ZERO, 5L, ONE, 9L));
		this.catchUp.released("first", Set.of(ONE));
		this.catchUp.assigned("first", Map.of(), Map.of());
		assertThat(this.catchUp.isDone()).isTrue();
		assertThat(this.catchUp.partitions()).containsExactly(ZERO);
	}

	@Test
	void allConsumersHaveToKnowTheirPartitions() {
		CatchUp two = new CatchUp(2);
		two.assigned("first", Map.of(ZERO, 5L), Map.of(ZERO, 5L));
		assertThat(two.isDone()).isFalse();
		two.assigned("second", Map.of(ONE, 0L), Map.of(ONE, 1L));
		assertThat(two.isDone()).isFalse();
		two.reached(ONE, 1);
		assertThat(two.isDone()).isTrue();
	}

	@Test
	void partitionsThatMoveLaterDoNotMakeItIncomplete() {
		this.catchUp.assigned("first", Map.of(ZERO, 5L), Map.of(ZERO, 5L));
		assertThat(this.catchUp.isDone()).isTrue();
		this.catchUp.released("first", Set.of(ZERO));
		assertThat(this.catchUp.isDone()).isTrue();
	}

	@Test
	void aDatabaseThatLostSomethingIsIncompleteUntilItIsFilled() {
		this.catchUp.assigned("first", Map.of(ZERO, 5L), Map.of(ZERO, 5L));
		assertThat(this.catchUp.isDone()).isTrue();
		this.catchUp.beginAnew();
		this.catchUp.assigned("first", Map.of(ZERO, 0L), Map.of(ZERO, 5L));
		assertThat(this.catchUp.isDone()).isFalse();
	}

}
