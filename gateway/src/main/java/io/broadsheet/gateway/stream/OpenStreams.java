package io.broadsheet.gateway.stream;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the streams that are open, so that nobody takes the place of all others.
 */
final class OpenStreams {

	private final int perClient;

	private final int total;

	private final Map<String, Integer> byClient = new HashMap<>();

	private int open;

	OpenStreams(int perClient, int total) {
		this.perClient = perClient;
		this.total = total;
	}

	/**
	 * Counts one more.
	 * @param client who opens it
	 * @throws StreamRefusedException if there are enough
	 */
	synchronized void open(String client) {
		if (this.byClient.getOrDefault(client, 0) >= this.perClient) {
			throw StreamRefusedException.tooManyOfClient(this.perClient);
		}
		if (this.open >= this.total) {
			throw StreamRefusedException.tooMany();
		}
		this.byClient.merge(client, 1, Integer::sum);
		this.open++;
	}

	/**
	 * Counts one less.
	 * @param client who had it open
	 */
	synchronized void close(String client) {
		this.byClient.computeIfPresent(client, (name, number) -> (number > 1) ? number - 1 : null);
		this.open--;
	}

	synchronized int count() {
		return this.open;
	}

}
