package io.broadsheet.gateway.upstream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a request may be sent again.
 */
class RetryBudgetTests {

	@Test
	void ofManyThatFailATenthIsSentAgain() {
		RetryBudget budget = new RetryBudget();
		int sentAgain = 0;
		for (int request = 0; request < 1000; request++) {
			budget.earn();
			sentAgain += budget.spend() ? 1 : 0;
		}
		assertThat(sentAgain).isBetween(100, 110);
	}

	@Test
	void aLongTimeWithoutFailuresSavesNoMoreThanAFew() {
		RetryBudget budget = new RetryBudget();
		for (int request = 0; request < 100_000; request++) {
			budget.earn();
		}
		int sentAgain = 0;
		while (budget.spend()) {
			sentAgain++;
		}
		assertThat(sentAgain).isEqualTo(10);
	}

}
