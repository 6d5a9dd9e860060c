package io.broadsheet.trending.views;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import io.broadsheet.events.broker.Brokers.Progress;
import org.apache.kafka.common.TopicPartition;

/**
 * How long the records have been lying in their topics that no instance has counted yet,
 * whichever instance is to count them and whether it lives or not. It is told now and
 * then where each partition ends and how far it is counted; what lies at the end then was
 * there since, at the least.
 */
public final class ConsumerLag {

	/**
	 * So many records may be none: the mark at the end of a transaction has an offset,
	 * but nothing to count.
	 */
	private static final long MARK = 1;

	/**
	 * As many as are told in an hour, once a second; then every second one is dropped.
	 */
	private static final int MOST_ENDS = 3_600;

	/** Who was told nothing for longer does not know any more. */
	private static final Duration KNOWN_FOR = Duration.ofSeconds(15);

	private final Map<TopicPartition, Deque<End>> uncounted = new HashMap<>();

	private Instant seenAt = Instant.MIN;

	/**
	 * Notes how things stand.
	 * @param now when they stand so
	 * @param progress how far each partition is counted, and where it ends
	 */
	public synchronized void seen(Instant now, Map<TopicPartition, Progress> progress) {
		this.seenAt = now;
		progress.forEach((partition, stands) -> {
			Deque<End> before = this.uncounted.computeIfAbsent(partition, (any) -> new ArrayDeque<>());
			long counted = stands.next() + MARK;
			// one behind the end is of a topic that was there before
			before.removeIf((earlier) -> earlier.offset <= counted || earlier.offset > stands.end());
			if (stands.end() > counted && (before.isEmpty() || before.getLast().offset < stands.end())) {
				before.add(new End(now, stands.end()));
			}
			if (before.size() > MOST_ENDS) {
				dropEverySecond(before.iterator());
			}
		});
	}

	private static void dropEverySecond(Iterator<End> ends) {
		while (ends.hasNext()) {
			ends.next();
			if (ends.hasNext()) {
				ends.next();
				ends.remove();
			}
		}
	}

	/**
	 * How long the oldest of them has been lying there.
	 * @param now when this is asked
	 * @return seconds, never more than since it was first told; 0 if all is counted, and
	 * if nothing is known because nothing was told lately
	 */
	public synchronized long seconds(Instant now) {
		if (this.seenAt.isBefore(now.minus(KNOWN_FOR))) {
			return 0;
		}
		return this.uncounted.values()
			.stream()
			.filter((ends) -> !ends.isEmpty())
			.mapToLong((ends) -> Math.max(0, Duration.between(ends.getFirst().at, now).toSeconds()))
			.max()
			.orElse(0);
	}

	/**
	 * Where a partition ended.
	 *
	 * @param at when
	 * @param offset the offset of its next record then
	 */
	private record End(Instant at, long offset) {
	}

}
