package io.broadsheet.trending.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.broadsheet.trending.panes.Panes;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * One thing that was done to an article.
 */
sealed interface Deed {

	/**
	 * How many bytes it takes at most.
	 * @return the room that {@link #write} needs
	 */
	int room();

	/**
	 * Writes it.
	 * @param buffer takes it
	 */
	void write(ByteBuffer buffer);

	/**
	 * Reads what was written.
	 * @param buffer at the beginning of a deed
	 * @return the deed
	 */
	static Deed read(ByteBuffer buffer) {
		byte type = buffer.get();
		if (type == View.TYPE) {
			return new View(buffer.getInt(), buffer.getInt());
		}
		int amount = ByteUtils.readVarint(buffer);
		byte[] name = new byte[buffer.get() & 0xff];
		buffer.get(name);
		return new Tallied(Tally.values()[type - 1], new String(name, StandardCharsets.UTF_8), amount);
	}

	/**
	 * A view that counts.
	 *
	 * @param pane its pane of five minutes
	 * @param token what is kept of the visitor
	 */
	record View(int pane, int token) implements Deed {

		private static final byte TYPE = 0;

		Instant start() {
			return Panes.FIVE_MINUTES.start(this.pane);
		}

		@Override
		public int room() {
			return 1 + 2 * Integer.BYTES;
		}

		@Override
		public void write(ByteBuffer buffer) {
			buffer.put(TYPE).putInt(this.pane).putInt(this.token);
		}

	}

	/**
	 * Anything else.
	 *
	 * @param tally where it is counted
	 * @param name the kind, channel or reason
	 * @param amount how many more, or fewer if negative
	 */
	record Tallied(Tally tally, String name, int amount) implements Deed {

		private static final int LONGEST_NAME = 64;

		public Tallied {
			name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
		}

		@Override
		public int room() {
			return 2 + 5 + 3 * LONGEST_NAME;
		}

		@Override
		public void write(ByteBuffer buffer) {
			byte[] bytes = this.name.getBytes(StandardCharsets.UTF_8);
			buffer.put((byte) (1 + this.tally.ordinal()));
			ByteUtils.writeVarint(this.amount, buffer);
			buffer.put((byte) bytes.length).put(bytes);
		}

	}

}
