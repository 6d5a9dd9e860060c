package io.broadsheet.benchmarks.rankings;

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

	/** Something that takes its time. */
	@FunctionalInterface
	interface Step {

		void run() throws Exception;

	}

}
