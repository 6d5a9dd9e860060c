package io.broadsheet.trending.stores;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ValueWriter} wrote. Anything else, such as what another version
 * wrote, is an error and never a wrong value or more memory than the value has bytes.
 */
public final class ValueReader {

	private final String what;

	private final ByteBuffer buffer;

	/**
	 * Begins to read.
	 * @param what what is read, for messages
	 * @param format the format that it should have
	 * @param bytes the value
	 * @throws SerializationException if it has another format
	 */
	public ValueReader(String what, byte format, byte[] bytes) {
		this.what = what;
		this.buffer = ByteBuffer.wrap(bytes);
		if (bytes.length == 0 || this.buffer.get() != format) {
			throw unreadable("it has another format", null);
		}
	}

	/**
	 * Reads a text.
	 * @return the text
	 * @throws SerializationException if there is none
	 */
	public String text() {
		int length = size(number(), 1);
		String text = new String(this.buffer.array(), this.buffer.position(), length, StandardCharsets.UTF_8);
		this.buffer.position(this.buffer.position() + length);
		return text;
	}

	/**
	 * Reads a whole number.
	 * @return the number
	 * @throws SerializationException if there is none
	 */
	public long number() {
		try {
			return ByteUtils.readVarlong(this.buffer);
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			throw unreadable("a number is missing", ex);
		}
	}

	/**
	 * Reads one of few.
	 * @param <T> the type of the choices
	 * @param choices all that there are, the number of one of which was written
	 * @return the one
	 * @throws SerializationException if there is none with that number
	 */
	public <T> T choice(T[] choices) {
		long number = number();
		if (number < 0 || number >= choices.length) {
			throw unreadable("it is none of those that are known", null);
		}
		return choices[(int) number];
	}

	/**
	 * Reads a number to its last bit.
	 * @return the number
	 * @throws SerializationException if there is none
	 */
	public double exact() {
		try {
			return this.buffer.getDouble();
		}
		catch (BufferUnderflowException ex) {
			throw unreadable("a number is missing", ex);
		}
	}

	/**
	 * Reads how many items follow, and these.
	 * @param <T> the type of the items
	 * @param item reads one, which takes at least a byte
	 * @return the items
	 * @throws SerializationException if they are not there
	 */
	public <T> List<T> list(Supplier<T> item) {
		int size = size(number(), 1);
		List<T> items = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			items.add(item.get());
		}
		return items;
	}

	/**
	 * Whether all has been read.
	 * @return false while something follows
	 */
	public boolean isAtEnd() {
		return !this.buffer.hasRemaining();
	}

	private int size(long announced, int bytesEach) {
		if (announced < 0 || announced > this.buffer.remaining() / bytesEach) {
			throw unreadable("it ends too early", null);
		}
		return (int) announced;
	}

	private SerializationException unreadable(String why, @Nullable Throwable cause) {
		return new SerializationException(this.what + " can't be read: " + why, cause);
	}

}
