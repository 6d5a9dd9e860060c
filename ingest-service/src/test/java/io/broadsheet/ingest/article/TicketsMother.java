package io.broadsheet.ingest.article;

import java.time.Clock;

/**
 * Makes what names commands, for tests elsewhere.
 */
public final class TicketsMother {

	private TicketsMother() {
	}

	public static Tickets tickets(Clock clock) {
		return new Tickets(clock);
	}

}
