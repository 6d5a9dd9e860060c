package io.broadsheet.trending.statistics;

import java.nio.ByteBuffer;
import java.util.Arrays;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import org.jspecify.annotations.Nullable;

/**
 * Tells how many different visitors there were, without keeping who they were. Up to 511
 * of them are kept as hashes of four bytes each and counted exactly; more become an
 * UltraLogLog sketch of 2,048 bytes (O. Ertl, <i>UltraLogLog: A Practical and More
 * Space-Efficient Alternative to HyperLogLog for Approximate Distinct Counting</i>, VLDB
 * 2024), whose standard error is 0.782 / √2048 = 1.7 %.
 */
final class VisitorSketch {

	static final int PRECISION = 11;

	private static final int DENSE_BYTES = 1 << PRECISION;

	private static final int MOST_TOKENS = DENSE_BYTES / Integer.BYTES - 1;

	private int[] tokens = new int[0];

	private int size;

	private @Nullable UltraLogLog registers;

	/**
	 * Reads a sketch back.
	 * @param bytes what {@link #toBytes()} gave, which stay as they are; or nothing for
	 * nobody
	 * @return the same sketch
	 */
	static VisitorSketch of(byte @Nullable [] bytes) {
		VisitorSketch sketch = new VisitorSketch();
		if (bytes == null) {
			return sketch;
		}
		if (bytes.length == DENSE_BYTES) {
			sketch.registers = UltraLogLog.wrap(bytes.clone());
			return sketch;
		}
		sketch.size = bytes.length / Integer.BYTES;
		sketch.tokens = new int[sketch.size];
		ByteBuffer.wrap(bytes).asIntBuffer().get(sketch.tokens);
		return sketch;
	}

	/**
	 * What a sketch keeps of a visitor.
	 * @param visitor the hash under which the visitor is known
	 * @return 32 bits of another hash
	 */
	static int token(String visitor) {
		return UltraLogLog.computeToken(Hashing.komihash5_0().hashCharsToLong(visitor));
	}

	/**
	 * Adds a visitor, who may be in already.
	 * @param token what is kept of the visitor
	 */
	void add(int token) {
		if (this.registers != null) {
			this.registers.addToken(token);
			return;
		}
		int place = Arrays.binarySearch(this.tokens, 0, this.size, token);
		if (place < 0) {
			insert(-place - 1, token);
		}
	}

	/**
	 * Adds all visitors of another sketch.
	 * @param other the other one, which stays as it is
	 */
	void addAll(VisitorSketch other) {
		if (other.registers != null) {
			dense().add(other.registers);
		}
		else {
			for (int i = 0; i < other.size; i++) {
				add(other.tokens[i]);
			}
		}
	}

	/**
	 * How many visitors there were.
	 * @return their number, exact if they are few
	 */
	long estimate() {
		return (this.registers != null) ? Math.round(this.registers.getDistinctCountEstimate()) : this.size;
	}

	/**
	 * The sketch as it is stored: its tokens in order, or its registers.
	 * @return at most 2,048 bytes
	 */
	byte[] toBytes() {
		if (this.registers != null) {
			return this.registers.getState().clone();
		}
		ByteBuffer buffer = ByteBuffer.allocate(this.size * Integer.BYTES);
		buffer.asIntBuffer().put(this.tokens, 0, this.size);
		return buffer.array();
	}

	private void insert(int place, int token) {
		if (this.size == MOST_TOKENS) {
			dense().addToken(token);
			return;
		}
		if (this.size == this.tokens.length) {
			this.tokens = Arrays.copyOf(this.tokens, Math.min(MOST_TOKENS, 4 + 2 * this.size));
		}
		System.arraycopy(this.tokens, place, this.tokens, place + 1, this.size - place);
		this.tokens[place] = token;
		this.size++;
	}

	private UltraLogLog dense() {
		UltraLogLog dense = this.registers;
		if (dense == null) {
			dense = UltraLogLog.create(PRECISION);
			for (int i = 0; i < this.size; i++) {
				dense.addToken(this.tokens[i]);
			}
			this.registers = dense;
			this.tokens = new int[0];
			this.size = 0;
		}
		return dense;
	}

}
