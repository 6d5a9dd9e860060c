package io.broadsheet.catalog.collection.projection;

import org.jspecify.annotations.Nullable;

/**
 * A partition of the log while this instance follows it, from its beginning on.
 */
final class FollowedPartition {

	private final PartitionTable table;

	private @Nullable Long end;

	private @Nullable Long putAside;

	private boolean settled;

	FollowedPartition(int partition) {
		this.table = new PartitionTable(partition);
	}

	PartitionTable table() {
		return this.table;
	}

	/**
	 * Where the log ended when the partition was begun to be followed.
	 * @return the offset of the next record, or null as long as nobody has asked
	 */
	@Nullable Long end() {
		return this.end;
	}

	void endsAt(long offset) {
		this.end = offset;
	}

	/**
	 * Whether all was read that was there at the beginning: before that, the last record
	 * of a collection may be yet to come.
	 * @param position the offset of the next record
	 * @return true if so
	 */
	boolean isComplete(long position) {
		return this.end != null && position >= this.end;
	}

	/**
	 * How far records that can't be read were put aside.
	 * @return the offset, or null as long as nobody has asked
	 */
	@Nullable Long putAside() {
		return this.putAside;
	}

	void putAsideUpTo(long offset) {
		this.putAside = offset;
	}

	/**
	 * Whether the store has said once what the partition says.
	 * @return true from then on
	 */
	boolean isSettled() {
		return this.settled;
	}

	void settle() {
		this.settled = true;
	}

}
