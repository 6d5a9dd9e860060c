package io.broadsheet.trending.views;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells from outside of the topology how articles stand.
 */
public final class KnownArticles {

	private KnownArticles() {
	}

	/**
	 * Asks the part of an instance.
	 * @param streams the instance's client
	 * @param partition the article's partition
	 * @param stale whether an answer may be out of date, as that of a standby is
	 * @param articleId the article, which need not exist
	 * @return how it stands
	 */
	public static State stateOf(KafkaStreams streams, int partition, boolean stale, String articleId) {
		StoreQueryParameters<ReadOnlyKeyValueStore<String, Standing>> query = StoreQueryParameters
			.fromNameAndType(AudienceCounting.ARTICLES, QueryableStoreTypes.<String, Standing>keyValueStore())
			.withPartition(partition);
		@Nullable Standing standing = streams.store(stale ? query.enableStaleStores() : query).get(articleId);
		if (standing == null) {
			return State.UNKNOWN;
		}
		return standing.withdrawn() ? State.WITHDRAWN : State.PUBLISHED;
	}

	/**
	 * How an article stands.
	 */
	public enum State {

		/** There is none, or not yet, or not any more. */
		UNKNOWN,

		/** Readers see it. */
		PUBLISHED,

		/** It was withdrawn. */
		WITHDRAWN

	}

}
