package io.broadsheet.trending.exactness;

import java.time.Instant;
import java.util.List;

/**
 * What happens between two moments at which everything that is due is done.
 *
 * @param begin when it begins
 * @param happenings in the order in which they arrive
 */
public record Beat(Instant begin, List<Happening> happenings) {

	public Beat {
		happenings = List.copyOf(happenings);
	}

}
