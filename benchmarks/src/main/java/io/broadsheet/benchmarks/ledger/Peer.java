package io.broadsheet.benchmarks.ledger;

import java.time.Duration;
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
	 * What it has used of the processors, without those who load it.
	 * @return the time of its process since its start
	 */
	Duration processorTime();

	@Override
	void close() throws Exception;

}
