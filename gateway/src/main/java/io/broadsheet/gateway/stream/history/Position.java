package io.broadsheet.gateway.stream.history;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far the log was read: for each of its partitions the offset that comes next. It
 * means the same in every gateway, in whichever order each of them reads the partitions.
 */
public final class Position {

	private static final int LONGEST = 1024;

	private static final Pattern FORM = Pattern.compile("\\d{1,18}(-\\d{1,18})*");

	private final long[] next;

	private Position(long[] next) {
		this.next = next;
	}

	/**
	 * A position.
	 * @param next the offset that comes next, of each partition
	 * @return the position
	 */
	public static Position of(long... next) {
		return new Position(next.clone());
	}

	/**
	 * Reads a position from an event's id.
	 * @param id what a client says was the last that it saw
	 * @return the position, or nothing if it is none
	 */
	public static Optional<Position> parse(String id) {
		if (id.length() > LONGEST || !FORM.matcher(id).matches()) {
			return Optional.empty();
		}
		return Optional.of(new Position(Arrays.stream(id.split("-")).mapToLong(Long::parseLong).toArray()));
	}

	/**
	 * How many partitions there are.
	 * @return their number
	 */
	public int size() {
		return this.next.length;
	}

	/**
	 * The offset that comes next.
	 * @param partition the number of the partition among those of the stream
	 * @return the first offset that was not read
	 */
	public long next(int partition) {
		return this.next[partition];
	}

	/**
	 * The position where all is read that was read at either of two.
	 * @param other the other one
	 * @return a position, this one if it is not behind in anything
	 */
	public Position max(Position other) {
		long[] max = this.next.clone();
		Arrays.setAll(max, (partition) -> Math.max(max[partition], other.next[partition]));
		return Arrays.equals(max, this.next) ? this : new Position(max);
	}

	/**
	 * Whether something comes after this position.
	 * @param event the event
	 * @return false if it was told before
	 */
	public boolean isBefore(StreamEvent event) {
		return event.offset() >= this.next[event.partition()];
	}

	/**
	 * The position as an event's id: the offsets with dashes between them.
	 * @return the id
	 */
	@Override
	public String toString() {
		return Arrays.stream(this.next).mapToObj(Long::toString).collect(Collectors.joining("-"));
	}

}
