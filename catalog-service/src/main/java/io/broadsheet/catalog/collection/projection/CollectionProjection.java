package io.broadsheet.catalog.collection.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.broadsheet.catalog.position.LogIdentity;
import io.broadsheet.catalog.projection.DeadLetters;
import io.broadsheet.catalog.projection.UnreadableRecordException;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Holds the store of collections to what the log says. Each partition is read from its
 * beginning whenever it is assigned, since all collections together are small, and the
 * store is compared with it once its end was reached: then, after each batch, and while
 * there is nothing to do. So nothing has to be remembered of how far the store is, no old
 * state is ever written over a newer one, and a store that lost something gets it back.
 * Called by the consumer's own thread alone.
 */
class CollectionProjection
		implements BatchConsumerAwareMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener {

	private static final Logger logger = LoggerFactory.getLogger(CollectionProjection.class);

	private final CollectionRecordReader reader;

	private final DeadLetters deadLetters;

	private final StoredCollections collections;

	private final CollectionReceipts receipts;

	private final LogIdentity identity;

	private final CollectionMetrics metrics;

	private final Map<TopicPartition, FollowedPartition> followed = new ConcurrentHashMap<>();

	/** What the store says now and nobody was told of, the last for each collection. */
	private final Map<String, CollectionWrite> untold = new LinkedHashMap<>();

	private @Nullable String log;

	/** A batch was taken in part: what is known may be without the last of it. */
	private boolean folding;

	/** Before that, no partition is followed because nobody has said which. */
	private boolean assigned;

	private volatile boolean caughtUp;

	CollectionProjection(CollectionRecordReader reader, DeadLetters deadLetters, StoredCollections collections,
			CollectionReceipts receipts, LogIdentity identity, CollectionMetrics metrics) {
		this.reader = reader;
		this.deadLetters = deadLetters;
		this.collections = collections;
		this.receipts = receipts;
		this.identity = identity;
		this.metrics = metrics;
	}

	/**
	 * Whether the store has said once what the log says.
	 * @return true from then on, also while partitions move between instances
	 */
	boolean isCaughtUp() {
		return this.caughtUp;
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.log = null;
		partitions.forEach((partition) -> this.followed.put(partition, new FollowedPartition(partition.partition())));
		consumer.seekToBeginning(partitions);
		this.assigned = true;
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.followed.keySet().removeAll(partitions);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.followed.keySet().removeAll(partitions);
	}

	/**
	 * Takes a batch. If it throws, the batch is taken again, which changes nothing that
	 * was taken before.
	 */
	@Override
	public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {
		this.folding = true;
		records.forEach(this::fold);
		this.folding = false;
		if (consumer != null) {
			settle(consumer);
		}
		this.deadLetters.settle(records.stream().map(CollectionProjection::partition).collect(Collectors.toSet()));
	}

	/**
	 * Compares while there is nothing to do.
	 * @param event tells which consumer is idle
	 */
	@EventListener
	public void idle(ListenerContainerIdleEvent event) {
		Consumer<?, ?> consumer = event.getConsumer();
		if (this.folding || !consumer.subscription().contains(Topic.COLLECTIONS.topicName())) {
			return;
		}
		try {
			settle(consumer);
		}
		catch (RuntimeException ex) {
			logger.atDebug().setCause(ex).log("The store of collections can't be compared with the log now");
		}
	}

	private void fold(ConsumerRecord<byte[], byte[]> record) {
		FollowedPartition partition = this.followed.get(partition(record));
		if (partition == null) {
			return;
		}
		try {
			partition.table().fold(this.reader.read(record));
		}
		catch (UnreadableRecordException ex) {
			partition.table().foldUnreadable(CollectionRecordReader.key(record));
			putAside(partition, record, ex);
		}
	}

	private void putAside(FollowedPartition partition, ConsumerRecord<byte[], byte[]> record,
			UnreadableRecordException reason) {
		Long upTo = partition.putAside();
		if (upTo == null) {
			upTo = this.collections.putAside(log(), record.partition());
			partition.putAsideUpTo(upTo);
		}
		if (record.offset() >= upTo) {
			this.deadLetters.put(record, reason);
			this.collections.putAside(log(), record.partition(), record.offset() + 1);
			partition.putAsideUpTo(record.offset() + 1);
		}
	}

	private void settle(Consumer<?, ?> consumer) {
		String identity = log();
		Map<TopicPartition, Long> complete = complete(consumer);
		if (!complete.isEmpty()) {
			List<CollectionWrite> missing = missing(identity, complete);
			remember(complete.keySet(), missing);
			if (!missing.isEmpty()) {
				this.collections.write(identity, missing);
				this.metrics.applied(missing.size());
			}
			tell();
			complete.keySet().forEach((partition) -> followed(partition).settle());
		}
		this.caughtUp = this.caughtUp
				|| (this.assigned && this.followed.values().stream().allMatch(FollowedPartition::isSettled));
	}

	/** The partitions of which everything is known, with their next offsets. */
	private Map<TopicPartition, Long> complete(Consumer<?, ?> consumer) {
		Set<TopicPartition> begun = this.followed.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().end() == null)
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		if (!begun.isEmpty()) {
			consumer.endOffsets(begun).forEach((partition, end) -> followed(partition).endsAt(end));
		}
		return this.followed.keySet()
			.stream()
			.collect(Collectors.toMap(Function.identity(), consumer::position))
			.entrySet()
			.stream()
			.filter((entry) -> followed(entry.getKey()).isComplete(entry.getValue()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private List<CollectionWrite> missing(String identity, Map<TopicPartition, Long> complete) {
		List<StoredPlace> stored = this.collections.places();
		List<CollectionWrite> missing = new ArrayList<>();
		complete
			.forEach((partition, next) -> missing.addAll(followed(partition).table().missing(identity, next, stored)));
		return missing;
	}

	/**
	 * Before the write, so that nothing is left out if its answer is lost. Of a partition
	 * that has just been taken over, everything is told again: whoever followed it before
	 * may have stopped between a write and its receipt.
	 */
	private void remember(Set<TopicPartition> complete, List<CollectionWrite> missing) {
		complete.stream()
			.map(this::followed)
			.filter((partition) -> !partition.isSettled())
			.flatMap((partition) -> partition.table().standings().stream())
			.forEach((standing) -> this.untold.put(standing.slug(), new CollectionWrite.Put(standing)));
		missing.forEach((write) -> this.untold.put(write.slug(), write));
	}

	private void tell() {
		if (!this.untold.isEmpty()) {
			this.receipts.send(this.untold.values());
			this.untold.clear();
		}
	}

	private String log() {
		if (this.log == null) {
			this.collections.ensureIndexes();
			this.log = this.identity.current();
		}
		return this.log;
	}

	private FollowedPartition followed(TopicPartition partition) {
		FollowedPartition found = this.followed.get(partition);
		if (found == null) {
			throw new IllegalStateException("The partition was taken away: " + partition);
		}
		return found;
	}

	private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
		return new TopicPartition(record.topic(), record.partition());
	}

}
