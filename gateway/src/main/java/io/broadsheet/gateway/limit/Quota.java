package io.broadsheet.gateway.limit;

import java.time.Duration;

/**
 * What a client has left after it asked.
 *
 * @param granted whether this request may go on
 * @param remaining how many requests may follow at once
 * @param next how long until there is one more
 * @param full how long until there are all again
 */
record Quota(boolean granted, long remaining, Duration next, Duration full) {

	/** Less than a second rounds up, so that who comes back then is let in. */
	static long seconds(Duration time) {
		return time.plusNanos(999_999_999).toSeconds();
	}

}
