package io.broadsheet.trending.views;

import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * When each visit was that is remembered: hash tables of numbers, one for each bucket of
 * time, as visits outnumber everything else, and as entries of a sorted map they take
 * five times the room and the time.
 */
final class VisitTable {

	/** The moment of a visit that there was not. */
	static final long NEVER = Long.MIN_VALUE;

	private final TreeMap<Long, Bucket> buckets = new TreeMap<>();

	/**
	 * Looks a visit up.
	 * @param number the number of its bucket
	 * @param high half of the hash of article and visitor
	 * @param low the other half
	 * @return its moment, or {@link #NEVER}
	 */
	long get(long number, long high, long low) {
		@Nullable Bucket bucket = this.buckets.get(number);
		return (bucket != null) ? bucket.get(high, low) : NEVER;
	}

	/**
	 * Remembers a visit.
	 * @param number the number of its bucket
	 * @param high half of the hash of article and visitor
	 * @param low the other half
	 * @param moment when it was, in milliseconds since 1970
	 */
	void put(long number, long high, long low, long moment) {
		this.buckets.computeIfAbsent(number, (any) -> new Bucket()).put(high, low, moment);
	}

	void forgetBefore(long number) {
		this.buckets.headMap(number).clear();
	}

	void clear() {
		this.buckets.clear();
	}

	long size() {
		return this.buckets.values().stream().mapToLong((bucket) -> bucket.size).sum();
	}

	/** Three numbers for each visit; what collides stands in the next free place. */
	private static final class Bucket {

		private static final int WIDTH = 3;

		private long[] slots = empty(16);

		private int size;

		private static long[] empty(int capacity) {
			long[] slots = new long[WIDTH * capacity];
			for (int i = WIDTH - 1; i < slots.length; i += WIDTH) {
				slots[i] = NEVER;
			}
			return slots;
		}

		long get(long high, long low) {
			return this.slots[place(high, low) + 2];
		}

		void put(long high, long low, long moment) {
			int place = place(high, low);
			this.size += (this.slots[place + 2] == NEVER) ? 1 : 0;
			this.slots[place] = high;
			this.slots[place + 1] = low;
			this.slots[place + 2] = moment;
			if (2 * this.size > this.slots.length / WIDTH) {
				grow();
			}
		}

		private int place(long high, long low) {
			int capacity = this.slots.length / WIDTH;
			int place = WIDTH * (int) (low & (capacity - 1));
			while (this.slots[place + 2] != NEVER && (this.slots[place] != high || this.slots[place + 1] != low)) {
				place = (place + WIDTH) % this.slots.length;
			}
			return place;
		}

		private void grow() {
			long[] before = this.slots;
			this.slots = empty(2 * before.length / WIDTH);
			this.size = 0;
			for (int i = 0; i < before.length; i += WIDTH) {
				if (before[i + 2] != NEVER) {
					put(before[i], before[i + 1], before[i + 2]);
				}
			}
		}

	}

}
