package io.broadsheet.gateway.stream.history;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last events, in the order in which they were read. Of a ranked list only the last
 * one is remembered, since it makes those before it pointless. Guarded by its user.
 */
public final class History {

	/** By how much another gateway may have read further than this one. */
	private static final long AHEAD = 1_000;

	private final int capacity;

	private final Map<String, StreamEvent> events = new LinkedHashMap<>();

	private long[] next = new long[0];

	/** What comes before is forgotten. */
	private long[] known = new long[0];

	/**
	 * Creates an empty history.
	 * @param capacity how many events to remember
	 */
	public History(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Forgets everything, because reading begins.
	 * @param from where in each partition
	 */
	public void begin(long... from) {
		this.events.clear();
		this.next = from.clone();
		this.known = from.clone();
	}

	/**
	 * Notes how far a partition was read.
	 * @param partition its number
	 * @param to the offset that comes next; one that was passed before counts for nothing
	 * @return how far the log was read by now
	 */
	public Position advance(int partition, long to) {
		this.next[partition] = Math.max(this.next[partition], to);
		return position();
	}

	/**
	 * Remembers an event, and forgets the oldest if there are too many.
	 * @param event the event
	 */
	public void add(StreamEvent event) {
		String key = event.type().equals(StreamEvent.RANKING) ? event.subject()
				: event.partition() + "@" + event.offset();
		this.events.remove(key);
		this.events.put(key, event);
		if (this.events.size() > this.capacity) {
			Iterator<StreamEvent> oldest = this.events.values().iterator();
			StreamEvent forgotten = oldest.next();
			oldest.remove();
			this.known[forgotten.partition()] = Math.max(this.known[forgotten.partition()], forgotten.offset() + 1);
		}
	}

	/**
	 * How far the log was read.
	 * @return the position
	 */
	public Position position() {
		return Position.of(this.next);
	}

	/**
	 * What a client missed.
	 * @param lastEventId the id of the last event that it saw, as it says
	 * @return how it can go on
	 */
	public Resumption since(String lastEventId) {
		Optional<Position> seen = Position.parse(lastEventId).filter((position) -> position.size() == this.next.length);
		if (seen.isEmpty()) {
			return new Resumption.Lost("unknown");
		}
		Position from = seen.get();
		for (int partition = 0; partition < this.next.length; partition++) {
			if (from.next(partition) > this.next[partition] + AHEAD) {
				return new Resumption.Lost("unknown");
			}
			if (from.next(partition) < this.known[partition]) {
				return new Resumption.Lost("too-old");
			}
		}
		List<StreamEvent> missed = this.events.values()
			.stream()
			.filter(from::isBefore)
			.map((event) -> event.after(from))
			.toList();
		return new Resumption.Resumed(from, missed);
	}

}
