package io.broadsheet.trending.views;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the views that are being counted are behind. While there is a backlog, views
 * are read without pause, and the newest of them says how long it lay there; when none
 * was read for two seconds, there is none left to read here. What the other instances
 * should count, and what nobody does, is known by the consumer lag of all of them.
 */
public final class InputLag {

	private static final long PAUSE = Duration.ofSeconds(2).toMillis();

	private static final long SHORT_PAUSE = Duration.ofSeconds(1).toMillis();

	private static final long PAUSE_OF_ALL = Duration.ofMillis(300).toMillis();

	private final Clock clock;

	private final ConsumerLag ofAll;

	private final Map<Integer, Seen> newest = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param clock tells now
	 * @param ofAll the lag of all instances together
	 */
	public InputLag(Clock clock, ConsumerLag ofAll) {
		this.clock = clock;
		this.ofAll = ofAll;
	}

	/** A partition that begins, or comes back, has read nothing yet. */
	void begin(int partition) {
		this.newest.remove(partition);
	}

	/**
	 * Whether anything was read of a partition, without which it is not known how far it
	 * is behind.
	 */
	boolean isKnown(int partition) {
		return this.newest.containsKey(partition);
	}

	void viewWasRead(int partition, long arrivedAt) {
		this.newest.put(partition, new Seen(arrivedAt, this.clock.millis()));
	}

	long seconds(int partition) {
		return seconds(partition, PAUSE);
	}

	/**
	 * The same for who wants to know whether there is a backlog, and loses little by a
	 * mistake: a shorter pause is taken as its end. While one partition is read, others
	 * wait; when none is read at all, there is nothing left of any.
	 */
	long secondsOfBacklog(int partition) {
		return isQuiet() ? 0 : seconds(partition, SHORT_PAUSE);
	}

	private boolean isQuiet() {
		long earliest = this.clock.millis() - PAUSE_OF_ALL;
		return this.newest.values().stream().allMatch((seen) -> seen.readAt < earliest);
	}

	private long seconds(int partition, long pause) {
		Seen seen = this.newest.getOrDefault(partition, Seen.NOTHING);
		boolean pausing = this.clock.millis() - seen.readAt > pause;
		return pausing ? 0 : Math.max(0, Duration.ofMillis(seen.readAt - seen.arrivedAt).toSeconds());
	}

	/**
	 * The lag of the partition that is furthest behind, whichever instance counts it.
	 * @return seconds
	 */
	public long seconds() {
		long here = this.newest.keySet().stream().mapToLong(this::seconds).max().orElse(0);
		return Math.max(here, this.ofAll.seconds(this.clock.instant()));
	}

	private record Seen(long arrivedAt, long readAt) {

		static final Seen NOTHING = new Seen(0, 0);

	}

}
