package io.broadsheet.gateway.upstream;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Allows so many requests to be sent again: a few at once, and after that one for every
 * ten that are sent, so that who fails gets a tenth more at most.
 */
final class RetryBudget {

	/** What a retry costs, where every request earns one. */
	private static final int PRICE = 10;

	private static final int MOST_AT_ONCE = 10;

	private final AtomicInteger savings = new AtomicInteger(PRICE * MOST_AT_ONCE);

	void earn() {
		this.savings.updateAndGet((savings) -> Math.min(savings + 1, PRICE * MOST_AT_ONCE));
	}

	/**
	 * Takes a retry out of the budget.
	 * @return whether there was one
	 */
	boolean spend() {
		int before = this.savings.getAndUpdate((savings) -> (savings >= PRICE) ? savings - PRICE : savings);
		return before >= PRICE;
	}

}
