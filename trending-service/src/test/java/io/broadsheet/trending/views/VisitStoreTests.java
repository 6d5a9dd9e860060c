package io.broadsheet.trending.views;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the changelog of visits gets, and what is made of it.
 */
class VisitStoreTests {

	private final VisitTable table = new VisitTable();

	private final List<KeyValue<Bytes, byte[]>> changelog = new ArrayList<>();

	private final VisitStore store = new VisitStore(this.table, new Recorder(this.table));

	private final VisitTable restored = new VisitTable();

	@Test
	void everyVisitIsReadBackFromTheChangelogOfItsCommits() {
		Random random = new Random(1);
		List<long[]> visits = new ArrayList<>();
		for (int i = 0; i < 20_000; i++) {
			long[] visit = { random.nextInt(3) - 1, random.nextLong(), random.nextLong(), random.nextLong() >>> 1 };
			this.store.put(visit[0], visit[1], visit[2], visit[3]);
			visits.add(visit);
			if (random.nextInt(4000) == 0) {
				this.store.save();
			}
		}
		this.store.save();
		restore();
		assertThat(this.restored.size()).isEqualTo(20_000);
		assertThat(visits)
			.allSatisfy((visit) -> assertThat(this.restored.get(visit[0], visit[1], visit[2])).isEqualTo(visit[3]));
	}

	@Test
	void aCommitWritesOneRecordForManyVisitsAndNoneForNone() {
		for (int i = 0; i < 1000; i++) {
			this.store.put(7, i, i, i);
		}
		this.store.save();
		this.store.save();
		assertThat(this.changelog).hasSize(1);
	}

	@Test
	void noRecordIsLargerThanABatchOfTheProducer() {
		for (int i = 0; i < 100_000; i++) {
			this.store.put(7, i, i, i);
		}
		this.store.save();
		assertThat(this.changelog).extracting((block) -> block.value.length)
			.allSatisfy((length) -> assertThat(length).isLessThan(131_072));
		assertThat(this.changelog).extracting((block) -> block.key).doesNotHaveDuplicates();
	}

	@Test
	void whatIsForgottenIsNotReadBackWhetherItWasWrittenOrNot() {
		this.store.put(7, 1, 1, 1);
		this.store.save();
		this.store.put(7, 2, 2, 2);
		this.store.put(8, 3, 3, 3);
		this.store.forgetBefore(8);
		this.store.save();
		restore();
		assertThat(this.store.size()).isEqualTo(1);
		assertThat(this.restored.size()).isEqualTo(1);
		assertThat(this.restored.get(8, 3, 3)).isEqualTo(3);
	}

	@Test
	void whatAnotherVersionWroteIsAnErrorThatSaysWhatToDo() {
		VisitBlocks blocks = new VisitBlocks("visits", this.restored);
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> blocks.restore(new byte[24], new byte[8]))
			.withMessageContaining("visits")
			.withMessageContaining("reset");
	}

	private void restore() {
		VisitBlocks blocks = new VisitBlocks("visits", this.restored);
		this.changelog.forEach((block) -> blocks.restore(block.key.get(), block.value));
	}

	/** Records what Kafka Streams would write to the changelog. */
	private final class Recorder extends VisitBlocks {

		Recorder(VisitTable table) {
			super("visits", table);
		}

		@Override
		public void put(Bytes key, byte[] visits) {
			VisitStoreTests.this.changelog.add(KeyValue.pair(key, visits));
		}

		@Override
		public byte[] delete(Bytes bucket) {
			VisitStoreTests.this.changelog.add(KeyValue.pair(bucket, null));
			return super.delete(bucket);
		}

	}

}
