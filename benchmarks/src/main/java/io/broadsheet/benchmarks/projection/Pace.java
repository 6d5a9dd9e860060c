package io.broadsheet.benchmarks.projection;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a program that does the same again and again still gets faster: not once none
 * of its latest rounds is more than hardly better than the best before them.
 */
final class Pace {

	private static final int LATEST = 4;

	private static final double HARDLY = 1.03;

	private final Deque<Double> latest = new ArrayDeque<>();

	private double bestBefore;

	/**
	 * Takes a round into account.
	 * @param rate how much it did in a second
	 * @return whether the rounds no longer get faster
	 */
	boolean isSteadyAt(double rate) {
		this.latest.addLast(rate);
		if (this.latest.size() <= LATEST) {
			return false;
		}
		this.bestBefore = Math.max(this.bestBefore, this.latest.removeFirst());
		return this.latest.stream().allMatch((each) -> each <= this.bestBefore * HARDLY);
	}

}
