package io.broadsheet.trending.reactions;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What an event of a reader and kind changes.
 *
 * @param outdated whether a later one was decided before it, so that it changes nothing
 * @param before when the reaction that stood was given, if one did
 * @param after when the reaction that stands now was given, if one does
 */
public record ReactionChange(boolean outdated, @Nullable Instant before, @Nullable Instant after) {

	/**
	 * By how much the number of reactions changes.
	 * @return -1, 0 or 1
	 */
	public int difference() {
		return ((this.after != null) ? 1 : 0) - ((this.before != null) ? 1 : 0);
	}

}
