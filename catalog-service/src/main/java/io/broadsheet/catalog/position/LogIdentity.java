package io.broadsheet.catalog.position;

/**
 * Tells one log from another: offsets mean nothing in any other.
 */
@FunctionalInterface
interface LogIdentity {

	/**
	 * Asks the brokers which log this is.
	 * @return the id that the topic got when it was created
	 */
	String current();

}
