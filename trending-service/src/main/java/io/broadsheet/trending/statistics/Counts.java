package io.broadsheet.trending.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.broadsheet.trending.panes.PaneCounts;
import io.broadsheet.trending.panes.Panes;
import io.broadsheet.trending.panes.Window;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one article: views of all time, in panes of five minutes for a day and
 * in hours for a month, and what is counted by name.
 */
final class Counts {

	/** More names are counted together, so that nobody can fill the store with them. */
	static final int MOST_NAMES = 32;

	static final String OTHER = "other";

	/** A day, and the rest of the hour in which it began, in any time zone. */
	private static final Duration FINE = Duration.ofHours(25);

	private static final Duration COARSE = Duration.ofDays(30);

	private static final int LONGEST_NUMBER = 10;

	private final PaneCounts panes;

	private final PaneCounts hours;

	private final Map<Tally, TreeMap<String, Long>> tallies = new EnumMap<>(Tally.class);

	private long views;

	private Counts(PaneCounts panes, PaneCounts hours) {
		this.panes = panes;
		this.hours = hours;
		for (Tally tally : Tally.values()) {
			this.tallies.put(tally, new TreeMap<>());
		}
	}

	/**
	 * Reads counts back.
	 * @param bytes what {@link #toBytes()} gave, or nothing if nothing was counted
	 * @return the same counts
	 */
	static Counts of(byte @Nullable [] bytes) {
		if (bytes == null) {
			return new Counts(new PaneCounts(), new PaneCounts());
		}
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		Counts counts = new Counts(PaneCounts.of(readBytes(buffer)), PaneCounts.of(readBytes(buffer)));
		counts.views = ByteUtils.readVarlong(buffer);
		while (buffer.hasRemaining()) {
			Tally tally = Tally.values()[buffer.get()];
			String name = new String(readBytes(buffer), StandardCharsets.UTF_8);
			counts.names(tally).put(name, ByteUtils.readVarlong(buffer));
		}
		return counts;
	}

	void add(Deed deed) {
		if (deed instanceof Deed.View view) {
			this.views++;
			this.panes.add(view.pane(), 1);
			this.hours.add(Panes.HOURS.at(view.start()), 1);
		}
		else if (deed instanceof Deed.Tallied tallied) {
			TreeMap<String, Long> names = names(tallied.tally());
			boolean fits = names.containsKey(tallied.name()) || names.size() < MOST_NAMES;
			names.merge(fits ? tallied.name() : OTHER, (long) tallied.amount(), Long::sum);
		}
	}

	/**
	 * All views.
	 * @return how many there ever were
	 */
	long views() {
		return this.views;
	}

	/**
	 * The views of a window: in panes of five minutes up to 24 hours, as in rankings; in
	 * whole hours beyond.
	 * @param window how far back it reaches, up to 30 days
	 * @param now the moment to look back from
	 * @return how many there were
	 */
	long views(Window window, Instant now) {
		PaneCounts counts = (window.panes() == Panes.HOURS) ? this.hours : this.panes;
		return counts.sum(window.firstPane(now), window.lastPane(now));
	}

	/**
	 * The views between two moments of the last 24 hours and what their first hour had
	 * before.
	 * @param from the first moment, the start of a pane of five minutes
	 * @param to the first moment that does not count any more, also the start of one
	 * @return how many there were
	 */
	long views(Instant from, Instant to) {
		return this.panes.sum(Panes.FIVE_MINUTES.at(from), Panes.FIVE_MINUTES.at(to) - 1);
	}

	Map<String, Long> tally(Tally tally) {
		TreeMap<String, Long> names = new TreeMap<>(names(tally));
		names.values().removeIf((amount) -> amount <= 0);
		return Collections.unmodifiableMap(names);
	}

	/**
	 * What is counted by name, as if it had been done just now.
	 * @param tally which of it
	 * @return what can be added to other counts
	 */
	Stream<Deed> deeds(Tally tally) {
		return tally(tally).entrySet()
			.stream()
			.map((name) -> new Deed.Tallied(tally, name.getKey(), Math.toIntExact(name.getValue())));
	}

	/**
	 * Forgets the panes that nobody asks about any more.
	 * @param now the moment to look back from
	 */
	void forgetOld(Instant now) {
		this.panes.dropBefore(Panes.FIVE_MINUTES.at(now.minus(FINE)));
		this.hours.dropBefore(Panes.HOURS.at(now.minus(COARSE)));
	}

	byte[] toBytes() {
		byte[] panes = this.panes.toBytes();
		byte[] hours = this.hours.toBytes();
		ByteBuffer buffer = ByteBuffer.allocate(panes.length + hours.length + 3 * LONGEST_NUMBER + roomForNames());
		writeBytes(panes, buffer);
		writeBytes(hours, buffer);
		ByteUtils.writeVarlong(this.views, buffer);
		this.tallies.forEach((tally, names) -> names.forEach((name, amount) -> {
			buffer.put((byte) tally.ordinal());
			writeBytes(name.getBytes(StandardCharsets.UTF_8), buffer);
			ByteUtils.writeVarlong(amount, buffer);
		}));
		return Arrays.copyOf(buffer.array(), buffer.position());
	}

	private int roomForNames() {
		return this.tallies.values()
			.stream()
			.flatMap((names) -> names.keySet().stream())
			.mapToInt((name) -> 1 + 2 * LONGEST_NUMBER + 3 * name.length())
			.sum();
	}

	private TreeMap<String, Long> names(Tally tally) {
		return this.tallies.computeIfAbsent(tally, (any) -> new TreeMap<>());
	}

	private static byte[] readBytes(ByteBuffer buffer) {
		byte[] bytes = new byte[ByteUtils.readUnsignedVarint(buffer)];
		buffer.get(bytes);
		return bytes;
	}

	private static void writeBytes(byte[] bytes, ByteBuffer buffer) {
		ByteUtils.writeUnsignedVarint(bytes.length, buffer);
		buffer.put(bytes);
	}

}
