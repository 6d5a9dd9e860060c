package io.broadsheet.ingest.ledger;

/**
 * An article that was taken away or erased: there is nothing that could be revised or
 * withdrawn.
 */
sealed interface Gone extends Standing permits Withdrawn, Withheld, Purged {

	/**
	 * Why it is gone.
	 * @return a few words
	 */
	String reason();

	@Override
	default Decision revise(LedgerEntry entry, Command.Revise command, Desk desk) {
		return Decision.gone(reason());
	}

	@Override
	default Decision withdraw(LedgerEntry entry, Command.Withdraw command, Desk desk) {
		return Decision.gone(reason());
	}

	@Override
	default Decision takeBack(LedgerEntry entry, Command.Import command, Desk desk) {
		return Decision.unchanged(entry.revision());
	}

}
