package io.broadsheet.catalog.position;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.context.event.EventListener;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Moves the consumers of the log to where the database is, and notices when the database
 * went back: emptied, or restored from a backup. Called by the consumers' own threads.
 */
public class ProjectionPositions implements ConsumerAwareRebalanceListener {

	private static final Logger logger = LoggerFactory.getLogger(ProjectionPositions.class);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final StoredPositions stored;

	private final Topic topic;

	private final Supplier<Mono<Void>> indexes;

	private final LogIdentity logIdentity;

	private final CatchUp catchUp;

	private final Map<TopicPartition, Position> known = new ConcurrentHashMap<>();

	/** Consumers whose partitions are paused until it is known from where to read. */
	private final Set<Object> lost = ConcurrentHashMap.newKeySet();

	private volatile String log = "";

	/**
	 * Creates it, for one topic.
	 * @param topic the topic
	 * @param mongo the database, which keeps the positions
	 * @param indexes creates what has to be there before anything is stored
	 * @param kafka asks the brokers which log this is
	 * @param consumers how many consumers of the topic this instance has
	 */
	public ProjectionPositions(Topic topic, ReactiveMongoTemplate mongo, Supplier<Mono<Void>> indexes, KafkaAdmin kafka,
			int consumers) {
		this.topic = topic;
		this.stored = new StoredPositions(mongo);
		this.indexes = indexes;
		this.logIdentity = LogIdentity.of(topic, kafka);
		this.catchUp = new CatchUp(consumers);
	}

	/**
	 * Nothing may be read before it is known from where. While database or brokers don't
	 * tell, the partitions are paused: the consumer goes on polling, and stays a member
	 * of its group however long that takes.
	 */
	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		try {
			seek(consumer, partitions);
		}
		catch (RuntimeException ex) {
			logger.atWarn()
				.addKeyValue("reason", String.valueOf(ex.getMessage()))
				.log("The projection's positions can't be read yet, trying again");
			consumer.pause(partitions);
			this.lost.add(consumer);
		}
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		release(consumer, partitions);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		release(consumer, partitions);
	}

	/**
	 * Whether the consumer reads from where the database is. If it does not yet, it is
	 * moved there, and what it has read until now is read again.
	 * @param consumer the consumer
	 * @return false if what it has read must not be applied
	 */
	public boolean isOnCourse(Consumer<?, ?> consumer) {
		boolean onCourse = !this.lost.contains(consumer);
		if (!onCourse) {
			findCourse(consumer);
		}
		return onCourse;
	}

	/**
	 * Stores how far the entries reach.
	 * @param consumer the consumer that read up to there
	 * @param next the next offset of each partition
	 */
	public void applied(Consumer<?, ?> consumer, Map<TopicPartition, Long> next) {
		Map<TopicPartition, Long> mine = new HashMap<>(next);
		mine.keySet().retainAll(this.known.keySet());
		if (this.stored.advance(this.log, this.known, mine)) {
			mine.forEach((partition, offset) -> this.known.computeIfPresent(partition,
					(same, before) -> new Position(offset, before.rebuild())));
		}
		else {
			goBack(consumer);
		}
		reached(consumer);
	}

	/**
	 * Looks at the database while there is nothing to do.
	 * @param event tells which consumer is idle
	 */
	@EventListener
	public void idle(ListenerContainerIdleEvent event) {
		Consumer<?, ?> consumer = event.getConsumer();
		if (!consumer.subscription().contains(this.topic.topicName())) {
			return;
		}
		try {
			if (!isOnCourse(consumer)) {
				return;
			}
			reached(consumer);
			if (!this.stored.reaches(this.log, knownOf(consumer))) {
				goBack(consumer);
			}
		}
		catch (RuntimeException ex) {
			logger.atDebug().setCause(ex).log("The projection's positions can't be looked at");
		}
	}

	/**
	 * How far it has come.
	 * @return what is missing, and whether nothing was once
	 */
	CatchUp catchUp() {
		return this.catchUp;
	}

	private void findCourse(Consumer<?, ?> consumer) {
		seek(consumer, consumer.assignment());
		this.lost.remove(consumer);
		consumer.resume(consumer.assignment());
	}

	private void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.indexes.get().block(PATIENCE);
		this.log = this.logIdentity.current();
		Map<TopicPartition, Position> positions = this.stored.claim(this.log, partitions);
		Map<TopicPartition, Long> next = new HashMap<>();
		positions.forEach((partition, position) -> next.put(partition, position.next()));
		this.catchUp.assigned(consumer, next, consumer.endOffsets(partitions));
		next.forEach((partition, offset) -> {
			if (offset > 0) {
				consumer.seek(partition, offset);
			}
			else {
				consumer.seekToBeginning(Set.of(partition));
			}
		});
		this.known.putAll(positions);
	}

	private void goBack(Consumer<?, ?> consumer) {
		logger.atWarn().log("The database is not where it was: the projection goes back to where it is");
		this.catchUp.beginAnew();
		seek(consumer, consumer.assignment());
	}

	private void reached(Consumer<?, ?> consumer) {
		consumer.assignment().forEach((partition) -> this.catchUp.reached(partition, consumer.position(partition)));
	}

	private Map<TopicPartition, Position> knownOf(Consumer<?, ?> consumer) {
		return consumer.assignment()
			.stream()
			.filter(this.known::containsKey)
			.collect(Collectors.toMap((partition) -> partition, this.known::get));
	}

	private void release(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.lost.remove(consumer);
		this.known.keySet().removeAll(partitions);
		this.catchUp.released(consumer, partitions);
	}

}
