package io.broadsheet.standalone;

/**
 * Something that standalone starts and stops.
 */
interface Part {

	/**
	 * The part's name on the screen and of its log.
	 * @return such as {@code catalog-service}
	 */
	String name();

	/**
	 * Where it can be reached.
	 * @return an address, or what stands for it
	 */
	String address();

	/**
	 * Starts the part. Returns as soon as others may be started.
	 * @throws Exception if it can't be started
	 */
	void start() throws Exception;

	/**
	 * Waits until it does its work.
	 * @throws Exception if it does not come up in time
	 */
	default void awaitReady() throws Exception {
	}

	/**
	 * What is on the screen when it does its work.
	 * @param seconds how long that took
	 * @return a sentence
	 */
	default String ready(double seconds) {
		return "%s is ready at %s after %.1f s".formatted(name(), address(), seconds);
	}

	/**
	 * Stops the part, started or not.
	 */
	void stop();

}
