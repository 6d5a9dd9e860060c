package io.broadsheet.benchmarks.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Loads a peer before it is measured: a process that has just started spends most of its
 * cores on compiling itself, the longer the more code it has.
 *
 * @param peer what is warmed up
 * @param load what it is given
 * @param concurrent how many articles at a time
 * @param spells for how many times {@link #SPELL}
 */
record WarmUp(Peer peer, Load load, int concurrent, int spells) {

	private static final Duration SPELL = Duration.ofSeconds(5);

	/**
	 * Warms up.
	 * @return the rates that were seen, which should have settled at the end
	 */
	String run() throws InterruptedException {
		List<Double> rates = new ArrayList<>();
		while (rates.size() < this.spells) {
			rates.add(this.load.rate(this.peer, this.concurrent, SPELL).perSecond());
		}
		return rates.stream().map((rate) -> "%.0f".formatted(rate)).collect(Collectors.joining(" ", "", "/s"));
	}

}
