package io.broadsheet.trending.answers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Reads all of the rankings from the beginning and goes on reading. Belongs to no group:
 * every instance reads everything.
 */
public final class RankingsReader implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(RankingsReader.class);

	private static final Duration POLL = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final HeldRankings held;

	private volatile @Nullable Reading reading;

	RankingsReader(Supplier<Consumer<String, byte[]>> consumers, HeldRankings held) {
		this.consumers = consumers;
		this.held = held;
	}

	/**
	 * Whether all that was there at the start has been read.
	 * @return false before
	 */
	boolean isCaughtUp() {
		@Nullable Reading current = this.reading;
		return current != null && current.caughtUp;
	}

	/**
	 * Whether all that was there at the start has been read, and the brokers answered
	 * when last asked.
	 * @return false if what is held may be less than there is
	 */
	boolean isUpToDate() {
		@Nullable Reading current = this.reading;
		return current != null && current.caughtUp && current.connected;
	}

	@Override
	public void start() {
		Reading started = new Reading(this.consumers.get());
		this.reading = started;
		started.thread.start();
	}

	@Override
	public void stop() {
		@Nullable Reading current = this.reading;
		if (current != null) {
			current.stop();
			this.reading = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.reading != null;
	}

	@Override
	public boolean isAutoStartup() {
		return false;
	}

	private void accept(ConsumerRecord<String, byte[]> record) {
		if (record.value() == null) {
			this.held.drop(record.key());
		}
		else {
			this.held.hold(record.key(), record.headers(), record.value());
		}
	}

	/** One run, from start to stop. */
	private final class Reading {

		private final Consumer<String, byte[]> consumer;

		private final Thread thread = new Thread(this::run, "rankings-reader");

		private final CountDownLatch stopping = new CountDownLatch(1);

		private volatile boolean caughtUp;

		private volatile boolean connected;

		private Map<TopicPartition, Long> ends = Map.of();

		private long checkedAt;

		Reading(Consumer<String, byte[]> consumer) {
			this.consumer = consumer;
		}

		private void run() {
			try (this.consumer) {
				while (this.stopping.getCount() > 0) {
					readSome();
				}
			}
			catch (WakeupException | InterruptedException ex) {
				logger.atDebug().log("Stopped reading rankings");
			}
			finally {
				this.connected = false;
			}
		}

		private void readSome() throws InterruptedException {
			try {
				if (this.ends.isEmpty()) {
					begin();
				}
				this.consumer.poll(POLL).forEach(RankingsReader.this::accept);
				this.caughtUp = this.caughtUp || hasReached(this.ends);
				checkConnection();
			}
			catch (WakeupException ex) {
				throw ex;
			}
			catch (KafkaException ex) {
				this.connected = false;
				logger.atWarn().addKeyValue("reason", String.valueOf(ex.getMessage())).log("Can't read rankings");
				this.stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
			}
		}

		private void begin() {
			List<TopicPartition> partitions = this.consumer.partitionsFor(Topic.RANKINGS.topicName(), PATIENCE)
				.stream()
				.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
				.toList();
			if (partitions.isEmpty()) {
				throw new KafkaException("No broker knows of the topic yet");
			}
			this.consumer.assign(partitions);
			this.consumer.seekToBeginning(partitions);
			this.ends = this.consumer.endOffsets(partitions, PATIENCE);
		}

		private boolean hasReached(Map<TopicPartition, Long> offsets) {
			return offsets.entrySet()
				.stream()
				.allMatch((end) -> this.consumer.position(end.getKey(), PATIENCE) >= end.getValue());
		}

		private void checkConnection() {
			long now = System.nanoTime();
			if (!this.connected || now - this.checkedAt > PATIENCE.toNanos()) {
				this.consumer.endOffsets(this.ends.keySet(), PATIENCE);
				this.connected = true;
				this.checkedAt = now;
			}
		}

		private void stop() {
			this.stopping.countDown();
			this.consumer.wakeup();
			try {
				this.thread.join(PATIENCE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
