package io.broadsheet.benchmarks.ledger;

import java.util.concurrent.CompletableFuture;

/**
 * Something that takes articles and acknowledges them.
 */
interface Peer extends AutoCloseable {

	/**
	 * Hands over an article.
	 * @param key differs for each article
	 * @param draft the article, as an editor's program would post it
	 * @return completed when it is acknowledged
	 */
	CompletableFuture<?> publish(String key, String draft);

	/**
	 * Which process does the work, and not its load.
	 * @return its id
	 */
	long pid();

	@Override
	void close() throws Exception;

}
