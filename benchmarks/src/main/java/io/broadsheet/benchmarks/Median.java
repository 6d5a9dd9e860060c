package io.broadsheet.benchmarks;

import java.util.Collection;
import java.util.List;

/**
 * The middle of some figures.
 */
public final class Median {

	private Median() {
	}

	/**
	 * Finds it.
	 * @param figures in any order, at least one
	 * @return the middle one, or of an even number the mean of the middle two
	 */
	public static double of(Collection<Double> figures) {
		List<Double> sorted = figures.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

}
