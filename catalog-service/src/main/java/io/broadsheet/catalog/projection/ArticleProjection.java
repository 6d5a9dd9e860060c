package io.broadsheet.catalog.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.broadsheet.catalog.position.ProjectionPositions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Applies the batches of the log. A batch is done when its entries are stored, its
 * receipts acknowledged and its position stored, in this order; whatever fails on the
 * way, the whole batch is applied again, and nothing of it is done twice that shows.
 */
class ArticleProjection implements BatchConsumerAwareMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener {

	private final RecordReader reader;

	private final DeadLetters deadLetters;

	private final EntryWriter entries;

	private final LastTold lastTold;

	private final Receipts receipts;

	private final ProjectionPositions positions;

	private final ProjectionMetrics metrics;

	private final OpenBatches open = new OpenBatches();

	ArticleProjection(RecordReader reader, DeadLetters deadLetters, EntryWriter entries, LastTold lastTold,
			Receipts receipts, ProjectionPositions positions, ProjectionMetrics metrics) {
		this.reader = reader;
		this.deadLetters = deadLetters;
		this.entries = entries;
		this.lastTold = lastTold;
		this.receipts = receipts;
		this.positions = positions;
		this.metrics = metrics;
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.open.assigned(partitions);
		this.positions.onPartitionsAssigned(consumer, partitions);
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.positions.onPartitionsRevokedAfterCommit(consumer, partitions);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.positions.onPartitionsLost(consumer, partitions);
	}

	@Override
	public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {
		if (!this.positions.isOnCourse(Objects.requireNonNull(consumer))) {
			return;
		}
		List<ArticleWrite> writes = BatchPlan.of(changes(records));
		Map<TopicPartition, Long> next = nextOffsets(records);
		if (!writes.isEmpty()) {
			apply(writes, next.keySet());
		}
		this.positions.applied(consumer, next);
		this.deadLetters.settle(next.keySet());
	}

	private List<ArticleChange> changes(List<ConsumerRecord<byte[], byte[]>> records) {
		List<ArticleChange> changes = new ArrayList<>(records.size());
		for (ConsumerRecord<byte[], byte[]> record : records) {
			try {
				changes.add(this.reader.read(record));
			}
			catch (UnreadableRecordException ex) {
				this.deadLetters.put(record, ex);
			}
		}
		return changes;
	}

	private void apply(List<ArticleWrite> writes, Set<TopicPartition> partitions) {
		boolean mayBeHalfDone = this.open.begin(partitions);
		Map<String, StoredEntry> before = this.entries.before(writes);
		LastTold.Memory memory = mayBeHalfDone ? this.lastTold.remember(writes, before)
				: this.lastTold.rememberFirst(writes, before);
		AppliedBatch batch = this.entries.write(writes, before);
		if (!batch.isSettled()) {
			throw new IllegalStateException("Another instance wrote the same articles at the same moment");
		}
		List<AppliedBatch.Receipt> due = batch.receipts(memory.shown());
		this.receipts.send(due);
		if (this.lastTold.forget(memory, due)) {
			this.open.end(partitions);
		}
		this.metrics.applied(batch);
	}

	private static Map<TopicPartition, Long> nextOffsets(List<ConsumerRecord<byte[], byte[]>> records) {
		Map<TopicPartition, Long> result = new HashMap<>();
		records.forEach(
				(record) -> result.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
		return result;
	}

}
