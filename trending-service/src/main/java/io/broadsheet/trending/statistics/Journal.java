package io.broadsheet.trending.statistics;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was done to an article since it was last added up. So a commit writes a few bytes
 * per article and not its counts and sketches, and an article that few read is nothing
 * but its journal. It begins with a version, which is odd while it is being added up: who
 * reads meanwhile can tell.
 */
final class Journal {

	/** Then it is added up: after some 64 views. */
	private static final int FULL = 580;

	private final byte[] bytes;

	private Journal(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Reads a journal.
	 * @param bytes what {@link #toBytes()} gave, or nothing for a new one
	 * @return the journal
	 */
	static Journal of(byte @Nullable [] bytes) {
		return new Journal((bytes != null) ? bytes : new byte[Integer.BYTES]);
	}

	Journal with(List<Deed> deeds) {
		int room = deeds.stream().mapToInt(Deed::room).sum();
		ByteBuffer buffer = ByteBuffer.allocate(this.bytes.length + room).put(this.bytes);
		deeds.forEach((deed) -> deed.write(buffer));
		return new Journal(buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array());
	}

	List<Deed> deeds() {
		List<Deed> deeds = new ArrayList<>();
		ByteBuffer buffer = ByteBuffer.wrap(this.bytes).position(Integer.BYTES);
		while (buffer.hasRemaining()) {
			deeds.add(Deed.read(buffer));
		}
		return deeds;
	}

	int version() {
		return ByteBuffer.wrap(this.bytes).getInt();
	}

	boolean isFull() {
		return this.bytes.length > FULL;
	}

	boolean isBeingAddedUp() {
		return (version() & 1) == 1;
	}

	Journal beingAddedUp() {
		byte[] marked = this.bytes.clone();
		ByteBuffer.wrap(marked).putInt(version() + 1);
		return new Journal(marked);
	}

	Journal addedUp() {
		return new Journal(ByteBuffer.allocate(Integer.BYTES).putInt(version() + 2).array());
	}

	byte[] toBytes() {
		return this.bytes;
	}

}
