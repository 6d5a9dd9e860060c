package io.broadsheet.catalog.search;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.broadsheet.catalog.projection.ArticleChange;
import io.broadsheet.catalog.projection.RecordReader;
import io.broadsheet.catalog.projection.UnreadableRecordException;
import io.broadsheet.catalog.projection.UnreadableRecordException.Reason;
import io.broadsheet.catalog.search.index.IndexPosition;
import io.broadsheet.catalog.search.index.SearchIndex;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an index from the log, from where the index is. Nothing but the index knows where
 * that is.
 */
class LogFeed {

	private static final Logger logger = LoggerFactory.getLogger(LogFeed.class);

	private static final Duration POLL = Duration.ofMillis(200);

	/** Keeps the moment of the log's end fresh in an index that nothing happens to. */
	private static final Duration QUIET_COMMIT = Duration.ofMinutes(30);

	private final Consumer<byte[], byte[]> log;

	private final SearchIndex index;

	private final SearchStatus status;

	private final RecordReader reader;

	private final SearchMetrics metrics;

	private final SearchSettings settings;

	private final Clock clock;

	private Map<TopicPartition, Long> ends = Map.of();

	private int uncommitted;

	private Instant committedAt;

	private Instant lookedAt;

	LogFeed(Consumer<byte[], byte[]> log, SearchIndex index, SearchStatus status, RecordReader reader,
			SearchMetrics metrics, SearchSettings settings, Clock clock) {
		this.log = log;
		this.index = index;
		this.status = status;
		this.reader = reader;
		this.metrics = metrics;
		this.settings = settings;
		this.clock = clock;
		this.committedAt = clock.instant();
		this.lookedAt = this.committedAt;
	}

	/**
	 * Goes to where the index is, or begins anew if it is of another log, or was away for
	 * so long that what the log forgot meanwhile may still be in it.
	 * @param identity the log's
	 */
	void begin(String identity) throws IOException {
		List<TopicPartition> partitions = this.log.partitionsFor(Topic.ARTICLES.topicName())
			.stream()
			.map((info) -> new TopicPartition(info.topic(), info.partition()))
			.toList();
		if (partitions.isEmpty()) {
			throw new KafkaException("The topic has no partitions yet");
		}
		this.log.assign(partitions);
		this.ends = this.log.endOffsets(partitions);
		if (!canGoOn(this.index.position(), identity)) {
			logger.atInfo().addKeyValue("log", identity).log("The search index is built from the log");
			this.index.startAnew(identity);
			this.metrics.rebuilding();
		}
		Map<Integer, Long> next = this.index.position().next();
		for (TopicPartition partition : partitions) {
			Long offset = next.get(partition.partition());
			if (offset != null) {
				this.log.seek(partition, offset);
			}
			else {
				this.log.seekToBeginning(List.of(partition));
			}
		}
		this.status.opened(this.index);
	}

	/**
	 * Takes in what comes next, and commits when it is time.
	 */
	void step() throws IOException {
		ConsumerRecords<byte[], byte[]> records = this.log.poll(POLL);
		Map<Integer, Long> next = positions();
		if (!next.equals(this.index.position().next())) {
			for (ConsumerRecord<byte[], byte[]> record : records) {
				take(record);
			}
			this.index.advance(next);
			this.uncommitted += Math.max(1, records.count());
		}
		lookAtTheEnd(next);
		commitIfTime();
		lookAtTheFiles();
		this.index.forgetSnapshots(this.settings.snapshotsKept());
	}

	private boolean canGoOn(IndexPosition position, String identity) {
		boolean within = this.ends.entrySet()
			.stream()
			.allMatch((end) -> position.next().getOrDefault(end.getKey().partition(), 0L) <= end.getValue());
		Instant oldest = this.clock.instant().minus(this.settings.longestAbsence());
		boolean fresh = !position.complete() || position.endSeenAt().isAfter(oldest);
		return identity.equals(position.log()) && within && fresh;
	}

	private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
		try {
			ArticleChange change = this.reader.read(record);
			if (change instanceof ArticleChange.Stands stands) {
				this.index.put(stands.entry());
			}
			else {
				this.index.purge(change.id());
			}
		}
		catch (UnreadableRecordException ex) {
			skip(record, ex.reason());
		}
		catch (IllegalArgumentException ex) {
			skip(record, Reason.MALFORMED);
		}
	}

	private void skip(ConsumerRecord<byte[], byte[]> record, Reason reason) {
		this.metrics.skipped(reason);
		logger.atDebug()
			.addKeyValue("partition", record.partition())
			.addKeyValue("offset", record.offset())
			.addKeyValue("reason", reason)
			.log("A record is not searchable");
	}

	private Map<Integer, Long> positions() {
		Map<Integer, Long> result = new HashMap<>();
		this.log.assignment().forEach((partition) -> result.put(partition.partition(), this.log.position(partition)));
		return result;
	}

	private void lookAtTheEnd(Map<Integer, Long> next) {
		boolean wasComplete = this.index.position().complete();
		long lag = lag();
		this.status.lag(lag);
		boolean reached = this.ends.entrySet()
			.stream()
			.allMatch((end) -> next.getOrDefault(end.getKey().partition(), 0L) >= end.getValue());
		if (reached && (lag == 0 || !wasComplete)) {
			this.index.atEnd(this.clock.instant());
		}
		if (reached && !wasComplete) {
			this.status.opened(this.index);
			logger.atInfo().log("The search index is complete");
		}
	}

	private void lookAtTheFiles() throws IOException {
		Instant now = this.clock.instant();
		if (this.status.takeSuspicion()) {
			this.index.verify();
		}
		else if (!now.isBefore(this.lookedAt.plus(this.settings.commitInterval()))) {
			this.index.look();
			this.lookedAt = now;
		}
	}

	private long lag() {
		long result = 0;
		for (TopicPartition partition : this.log.assignment()) {
			OptionalLong lag = this.log.currentLag(partition);
			result += lag.orElse(0);
		}
		return result;
	}

	private void commitIfTime() throws IOException {
		Instant now = this.clock.instant();
		Duration wait = (this.uncommitted > 0) ? this.settings.commitInterval() : QUIET_COMMIT;
		if (this.uncommitted >= this.settings.commitAfter() || !now.isBefore(this.committedAt.plus(wait))) {
			this.index.commit();
			this.uncommitted = 0;
			this.committedAt = now;
		}
	}

}
