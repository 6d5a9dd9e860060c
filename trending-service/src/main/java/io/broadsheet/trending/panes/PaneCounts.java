package io.broadsheet.trending.panes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;

import org.apache.kafka.common.utils.ByteUtils;

/**
 * How often something happened in each pane. Only panes in which it happened take room,
 * so that the many articles that few read stay small.
 */
public final class PaneCounts {

	private static final int LONGEST_NUMBER = 5;

	private int[] panes = new int[2];

	private int[] counts = new int[2];

	private int size;

	/**
	 * Reads counts back.
	 * @param bytes what {@link #toBytes()} gave
	 * @return the same counts
	 */
	public static PaneCounts of(byte[] bytes) {
		return read(ByteBuffer.wrap(bytes));
	}

	/**
	 * Reads counts back that other things follow.
	 * @param buffer stands where {@link #write(ByteBuffer)} wrote
	 * @return the same counts
	 */
	static PaneCounts read(ByteBuffer buffer) {
		PaneCounts result = new PaneCounts();
		int size = ByteUtils.readUnsignedVarint(buffer);
		int pane = 0;
		for (int i = 0; i < size; i++) {
			pane += ByteUtils.readUnsignedVarint(buffer);
			result.insert(i, pane, ByteUtils.readUnsignedVarint(buffer));
		}
		return result;
	}

	/**
	 * Counts more, or less.
	 * @param pane the pane in which it happened, which need not be the newest
	 * @param change how much is added; what would fall below nothing is nothing
	 * @return whether nothing was counted in the pane before
	 */
	public boolean add(int pane, int change) {
		int place = Arrays.binarySearch(this.panes, 0, this.size, pane);
		if (place < 0) {
			if (change > 0) {
				insert(-place - 1, pane, change);
			}
			return true;
		}
		this.counts[place] += change;
		if (this.counts[place] <= 0) {
			remove(place);
		}
		return false;
	}

	/**
	 * Adds panes up.
	 * @param first the first pane that counts
	 * @param last the last pane that counts
	 * @return how often it happened in them
	 */
	public long sum(int first, int last) {
		long sum = 0;
		for (int i = this.size - 1; i >= 0 && this.panes[i] >= first; i--) {
			sum += (this.panes[i] <= last) ? this.counts[i] : 0;
		}
		return sum;
	}

	/**
	 * Forgets old panes.
	 * @param first the first pane to keep
	 * @return whether there was anything to forget
	 */
	public boolean dropBefore(int first) {
		int place = Arrays.binarySearch(this.panes, 0, this.size, first);
		int dropped = (place >= 0) ? place : -place - 1;
		if (dropped == 0) {
			return false;
		}
		this.panes = Arrays.copyOfRange(this.panes, dropped, this.size);
		this.counts = Arrays.copyOfRange(this.counts, dropped, this.size);
		this.size -= dropped;
		return true;
	}

	/**
	 * Whether nothing is counted at all.
	 * @return true if there is no pane left
	 */
	public boolean isEmpty() {
		return this.size == 0;
	}

	/**
	 * The counts as they are stored: how many panes, then for each its distance to the
	 * one before and its count, all as variable-length numbers.
	 * @return what {@link #of(byte[])} reads
	 */
	public byte[] toBytes() {
		ByteBuffer buffer = ByteBuffer.allocate(longest());
		write(buffer);
		return Arrays.copyOf(buffer.array(), buffer.position());
	}

	void write(ByteBuffer buffer) {
		ByteUtils.writeUnsignedVarint(this.size, buffer);
		int before = 0;
		for (int i = 0; i < this.size; i++) {
			ByteUtils.writeUnsignedVarint(this.panes[i] - before, buffer);
			ByteUtils.writeUnsignedVarint(this.counts[i], buffer);
			before = this.panes[i];
		}
	}

	void forEachPane(IntConsumer consumer) {
		Arrays.stream(this.panes, 0, this.size).forEach(consumer);
	}

	int longest() {
		return LONGEST_NUMBER * (1 + 2 * this.size);
	}

	private void remove(int place) {
		this.size--;
		System.arraycopy(this.panes, place + 1, this.panes, place, this.size - place);
		System.arraycopy(this.counts, place + 1, this.counts, place, this.size - place);
	}

	private void insert(int place, int pane, int count) {
		if (this.size == this.panes.length) {
			int room = Math.max(2, this.size + (this.size >> 1));
			this.panes = Arrays.copyOf(this.panes, room);
			this.counts = Arrays.copyOf(this.counts, room);
		}
		System.arraycopy(this.panes, place, this.panes, place + 1, this.size - place);
		System.arraycopy(this.counts, place, this.counts, place + 1, this.size - place);
		this.panes[place] = pane;
		this.counts[place] = count;
		this.size++;
	}

}
