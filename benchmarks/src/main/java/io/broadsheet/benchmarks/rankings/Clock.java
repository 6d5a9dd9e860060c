package io.broadsheet.benchmarks.rankings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Takes times.
 */
final class Clock {

	private Clock() {
	}

	static double seconds(Step step) throws Exception {
		long start = System.nanoTime();
		step.run();
		return (System.nanoTime() - start) / 1e9;
	}

	static double median(List<Double> values) {
		List<Double> sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		return sorted.get(sorted.size() / 2);
	}

	/** Something that takes its time. */
	@FunctionalInterface
	interface Step {

		void run() throws Exception;

	}

}
