package io.broadsheet.benchmarks.projection;

/**
 * Something that takes its time.
 */
@FunctionalInterface
interface Step {

	void run() throws Exception;

	/**
	 * Does it.
	 * @return how many seconds it took
	 * @throws Exception if it can't be done
	 */
	default double timed() throws Exception {
		long start = System.nanoTime();
		run();
		return (System.nanoTime() - start) / 1e9;
	}

}
