package io.broadsheet.gateway.stream.history;

import java.util.List;

/**
 * How a client can go on that was here before.
 */
public sealed interface Resumption {

	/**
	 * It can: nothing is lost.
	 *
	 * @param from the position up to which it knows everything
	 * @param missed what it has missed, in order
	 */
	record Resumed(Position from, List<StreamEvent> missed) implements Resumption {

		public Resumed {
			missed = List.copyOf(missed);
		}

	}

	/**
	 * It can't, and has to begin anew.
	 *
	 * @param reason {@code too-old} if what it missed is no longer known, {@code unknown}
	 * if what it says to have seen was never told here
	 */
	record Lost(String reason) implements Resumption {

	}

}
