package io.broadsheet.trending.trend;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * The sum of what happened to an article, each event weighing half as much for each
 * half-life that has passed since.
 *
 * <p>
 * This is forward decay (G. Cormode, V. Shkapenyuk, D. Srivastava and B. Xu, <em>Forward
 * Decay: A Practical Time Decay Model for Streaming Systems</em>, ICDE 2009) with the
 * exponential {@code g(n) = 2^(n / halfLife)}: an event of weight {@code w} at time
 * {@code t} adds {@code w · g(t - L)} for a landmark {@code L}, whenever it comes, and at
 * any moment {@code now} the decayed sum is that of all of these divided by
 * {@code g(now - L)}. As all articles are divided by the same, their order does not
 * change by time alone, and nothing has to be done for one that nobody reads.
 *
 * <p>
 * The landmark moves with the newest event, in whole half-lives, so that the sum is only
 * ever multiplied by powers of two: exactly, and without an overflow in any number of
 * years. What tells articles with different landmarks apart is the logarithm,
 * {@code log2(sum) + L / halfLife}.
 */
public final class Trend {

	/** How many bytes a sum takes. */
	public static final int BYTES = Long.BYTES + Double.BYTES;

	/** Where less is left of what was taken away, it may be rounding alone. */
	private static final double BLURRED = 0x1p-20;

	private final long halfLife;

	private long landmark;

	private double sum;

	/**
	 * A sum of nothing yet.
	 * @param halfLife after so long, what happened weighs half as much
	 */
	public Trend(Duration halfLife) {
		this.halfLife = halfLife.toMillis();
	}

	/**
	 * Reads a sum back.
	 * @param buffer stands where {@link #write(ByteBuffer)} wrote
	 * @param halfLife how fast it decays from its landmark on, which may be another than
	 * before
	 * @return the same sum
	 */
	public static Trend read(ByteBuffer buffer, Duration halfLife) {
		Trend trend = new Trend(halfLife);
		Instant landmark = Instant.ofEpochMilli(buffer.getLong());
		trend.add(buffer.getDouble(), landmark);
		return trend;
	}

	/**
	 * What a score was worth at a moment.
	 * @param score what {@link #score()} gave
	 * @param moment the moment
	 * @param halfLife the half-life of the sum
	 * @return the decayed sum: 1 for a single event of weight 1 at that moment
	 */
	public static double valueAt(double score, Instant moment, Duration halfLife) {
		return Math.pow(2, score - (double) moment.toEpochMilli() / halfLife.toMillis());
	}

	/**
	 * Adds an event.
	 * @param weight its weight
	 * @param at when it happened, in any order
	 */
	public void add(double weight, Instant at) {
		double added = reach(weight, at);
		this.sum += added;
	}

	/**
	 * Takes an event back that was added.
	 * @param weight its weight
	 * @param at when it happened
	 * @return whether the sum is still good for six digits; if not, what was taken back
	 * was nearly all of it, and it has to be made anew of what is left
	 */
	public boolean takeBack(double weight, Instant at) {
		double taken = reach(weight, at);
		this.sum -= taken;
		return this.sum > taken * BLURRED;
	}

	/**
	 * Adds another sum.
	 * @param other a sum with the same half-life
	 * @return the sum of both
	 */
	public Trend plus(Trend other) {
		if (this.sum <= 0 || other.sum <= 0) {
			return (this.sum <= 0) ? other : this;
		}
		Trend later = (this.landmark > other.landmark) ? this : other;
		Trend earlier = (later == this) ? other : this;
		Trend result = new Trend(Duration.ofMillis(this.halfLife));
		result.landmark = later.landmark;
		result.sum = later.sum + Math.scalb(earlier.sum, exponent(earlier.landmark - later.landmark));
		return result;
	}

	/**
	 * What an event adds; moves the landmark to it, and the sum with it, if it is the
	 * newest.
	 */
	private double reach(double weight, Instant at) {
		long period = Math.floorDiv(at.toEpochMilli(), this.halfLife);
		double within = (double) Math.floorMod(at.toEpochMilli(), this.halfLife) / this.halfLife;
		if (this.sum == 0) {
			this.landmark = period;
		}
		if (period > this.landmark) {
			this.sum = Math.scalb(this.sum, exponent(this.landmark - period));
			this.landmark = period;
		}
		return Math.scalb(weight * Math.pow(2, within), exponent(period - this.landmark));
	}

	/**
	 * What articles are ordered by; it does not change by time alone.
	 * @return the logarithm to base 2 of the decayed sum as it would be at the beginning
	 * of 1970; negative infinity if there is nothing
	 */
	public double score() {
		return (this.sum > 0) ? this.landmark + Math.log(this.sum) / Math.log(2) : Double.NEGATIVE_INFINITY;
	}

	/**
	 * Writes the sum.
	 * @param buffer takes {@link #BYTES} bytes
	 */
	public void write(ByteBuffer buffer) {
		buffer.putLong(this.landmark * this.halfLife).putDouble(this.sum);
	}

	private static int exponent(long periods) {
		return (int) Math.max(Integer.MIN_VALUE / 2, periods);
	}

}
