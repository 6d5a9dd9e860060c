package io.broadsheet.gateway.route;

import java.util.SortedSet;

/**
 * A request has a query parameter that its route does not take.
 */
public class UnknownParameterException extends RuntimeException {

	private static final int LONGEST_NAME = 64;

	/**
	 * Creates the exception.
	 * @param name the parameter
	 * @param known those that there are
	 */
	public UnknownParameterException(String name, SortedSet<String> known) {
		super("There is no query parameter \"" + shorten(name) + "\" here"
				+ (known.isEmpty() ? ", nor any other" : ", there are " + String.join(", ", known)));
	}

	private static String shorten(String name) {
		return (name.length() <= LONGEST_NAME) ? name : name.substring(0, LONGEST_NAME) + "…";
	}

}
