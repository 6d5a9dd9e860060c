package io.broadsheet.ingest.ledger.answer;

/**
 * The ledger did not answer in time. What was asked may still take effect; asking again
 * with the same idempotency key is safe.
 */
public class LedgerUnavailableException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param articleId the article that was asked about
	 * @param cause why there is no answer
	 */
	public LedgerUnavailableException(String articleId, Throwable cause) {
		super("No answer from the ledger about article " + articleId, cause);
	}

}
