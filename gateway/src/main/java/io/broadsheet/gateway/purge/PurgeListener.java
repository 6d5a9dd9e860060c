package io.broadsheet.gateway.purge;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.Topic;
import io.broadsheet.events.UnreadableEventException;
import io.broadsheet.gateway.cache.store.AnswerCache;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens from the end of the log on. The cache knows whether everything that was told
 * has been heard; when something was missed, it is dropped as a whole. For one thread.
 */
final class PurgeListener {

	private static final Logger logger = LoggerFactory.getLogger(PurgeListener.class);

	private static final Duration POLL = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Consumer<@Nullable String, byte @Nullable []> consumer;

	private final AnswerCache cache;

	private final LogFollower follower;

	private final PurgeKeys keys = new PurgeKeys();

	private List<TopicPartition> partitions = List.of();

	/** Where the log ended when it was last looked at; null if it can't be seen. */
	private @Nullable Map<TopicPartition, Long> told;

	private boolean hears;

	private long checkedAt;

	PurgeListener(Consumer<@Nullable String, byte @Nullable []> consumer, AnswerCache cache, LogFollower follower) {
		this.consumer = consumer;
		this.cache = cache;
		this.follower = follower;
	}

	/**
	 * Hears what is told within half a second.
	 * @throws KafkaException if the brokers don't answer; the next time goes on from
	 * where this one was
	 */
	void listen() {
		try {
			if (this.partitions.isEmpty()) {
				begin();
			}
			this.consumer.poll(this.hears ? POLL : POLL.dividedBy(5)).forEach(this::accept);
			if (!this.hears || System.nanoTime() - this.checkedAt > PATIENCE.toNanos()) {
				check();
			}
		}
		catch (InvalidOffsetException ex) {
			// what came in between is no longer on the log
			this.partitions = List.of();
			this.told = null;
			hear(false);
		}
		catch (KafkaException ex) {
			this.told = null;
			hear(false);
			throw ex;
		}
	}

	private void begin() {
		List<TopicPartition> found = PurgeKeys.TOPICS.stream().flatMap((topic) -> partitions(topic).stream()).toList();
		this.consumer.assign(found);
		this.consumer.seekToEnd(found);
		Map<TopicPartition, Long> ends = new HashMap<>();
		found.forEach((partition) -> ends.put(partition, this.consumer.position(partition, PATIENCE)));
		Map<TopicPartition, Long> from = rewind(ends);
		this.cache.drop();
		this.follower.begin(from, ends);
		this.partitions = found;
	}

	/** Who purges need not hear what was told before, but who follows may want to. */
	private Map<TopicPartition, Long> rewind(Map<TopicPartition, Long> ends) {
		List<TopicPartition> rewound = ends.keySet()
			.stream()
			.filter((partition) -> this.follower.rewind(partition.topic()) > 0)
			.toList();
		Map<TopicPartition, Long> from = new HashMap<>(ends);
		this.consumer.beginningOffsets(rewound, PATIENCE).forEach((partition, beginning) -> {
			long wanted = from.getOrDefault(partition, 0L) - this.follower.rewind(partition.topic());
			from.put(partition, Math.max(beginning, wanted));
			this.consumer.seek(partition, Math.max(beginning, wanted));
		});
		return from;
	}

	private List<TopicPartition> partitions(Topic topic) {
		List<PartitionInfo> known = this.consumer.partitionsFor(topic.topicName(), PATIENCE);
		if (known.isEmpty()) {
			throw new KafkaException("No broker knows of the topic " + topic.topicName() + " yet");
		}
		return known.stream().map((info) -> new TopicPartition(info.topic(), info.partition())).toList();
	}

	/** What was told before the last look must have been heard by now. */
	private void check() {
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(this.partitions, PATIENCE);
		Map<TopicPartition, Long> last = (this.told != null) ? this.told : ends;
		boolean heard = last.entrySet()
			.stream()
			.allMatch((end) -> this.consumer.position(end.getKey(), PATIENCE) >= end.getValue());
		this.told = heard ? ends : last;
		this.checkedAt = System.nanoTime();
		hear(heard);
	}

	private void accept(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
		try {
			Collection<String> outdated = this.keys.of(record);
			this.cache.purge(outdated);
		}
		catch (UnreadableEventException ex) {
			logger.atWarn()
				.addKeyValue("topic", record.topic())
				.addKeyValue("partition", record.partition())
				.addKeyValue("offset", record.offset())
				.addKeyValue("reason", ex.getMessage())
				.log("Dropped the whole cache because of a record that can't be read");
			this.cache.drop();
		}
		this.follower.hear(record);
	}

	private void hear(boolean heard) {
		this.cache.hear(heard);
		if (heard && !this.hears) {
			this.follower.caughtUp();
		}
		if (heard != this.hears) {
			logger.atInfo()
				.addKeyValue("heard", heard)
				.log(heard ? "Answers are kept until they are purged"
						: "Purges can't be heard, answers are kept for a moment only");
		}
		this.hears = heard;
	}

}
