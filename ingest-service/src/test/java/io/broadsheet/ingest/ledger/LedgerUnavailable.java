package io.broadsheet.ingest.ledger;

/**
 * Makes the silence of the ledger, for tests elsewhere.
 */
public final class LedgerUnavailable {

	private LedgerUnavailable() {
	}

	public static LedgerUnavailableException exception() {
		return new LedgerUnavailableException("an-article", new IllegalStateException("no answer"));
	}

}
