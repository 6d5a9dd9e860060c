package io.broadsheet.trending.stores;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.apache.kafka.common.utils.ByteUtils;

/**
 * Writes a binary value part by part: its format, then texts, whole numbers and others.
 */
public final class ValueWriter {

	private static final int LONGEST_NUMBER = 10;

	private ByteBuffer buffer = ByteBuffer.allocate(256);

	/**
	 * Begins a value.
	 * @param format which format it has, by which {@link ValueReader} knows it
	 */
	public ValueWriter(byte format) {
		this.buffer.put(format);
	}

	/**
	 * Writes a text.
	 * @param text the text
	 * @return this
	 */
	public ValueWriter text(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		number(bytes.length);
		room(bytes.length).put(bytes);
		return this;
	}

	/**
	 * Writes a whole number; small ones take little room.
	 * @param number the number
	 * @return this
	 */
	public ValueWriter number(long number) {
		ByteUtils.writeVarlong(number, room(LONGEST_NUMBER));
		return this;
	}

	/**
	 * Writes a number to its last bit.
	 * @param number the number
	 * @return this
	 */
	public ValueWriter exact(double number) {
		room(Double.BYTES).putDouble(number);
		return this;
	}

	/**
	 * The value.
	 * @return all that was written
	 */
	public byte[] toBytes() {
		return Arrays.copyOf(this.buffer.array(), this.buffer.position());
	}

	private ByteBuffer room(int bytes) {
		if (this.buffer.remaining() < bytes) {
			int capacity = Math.max(2 * this.buffer.capacity(), this.buffer.position() + bytes);
			this.buffer = ByteBuffer.allocate(capacity).put(this.buffer.flip());
		}
		return this.buffer;
	}

}
