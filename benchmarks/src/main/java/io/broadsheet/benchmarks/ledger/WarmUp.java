package io.broadsheet.benchmarks.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Loads a peer until it gets no faster: a process that has just started spends most of
 * its cores on compiling itself, the longer the more code it has.
 *
 * @param peer what is warmed up
 * @param load what it is given
 * @param concurrent how many articles at a time
 * @param shortest how many spells it takes at least: before, a rate that stands still may
 * only wait for the compiler
 */
record WarmUp(Peer peer, Load load, int concurrent, int shortest) {

	private static final Duration SPELL = Duration.ofSeconds(5);

	private static final int LONGEST = 60;

	/** As many spells as these have to go by without a record. */
	private static final int PATIENCE = 4;

	private static final double NOTABLE = 1.05;

	/**
	 * Warms up.
	 * @return what was seen, in words
	 */
	String run() throws InterruptedException {
		List<Double> rates = new ArrayList<>();
		while (rates.size() < LONGEST && isGettingFaster(rates)) {
			rates.add(this.load.rate(this.peer, this.concurrent, SPELL).perSecond());
		}
		return rates.stream().map((rate) -> "%.0f".formatted(rate)).collect(Collectors.joining(" ", "", "/s"));
	}

	private boolean isGettingFaster(List<Double> rates) {
		if (rates.size() < this.shortest) {
			return true;
		}
		int settled = rates.size() - PATIENCE;
		double before = Collections.max(rates.subList(0, settled));
		return Collections.max(rates.subList(settled, rates.size())) > before * NOTABLE;
	}

}
