package io.broadsheet.trending.statistics.query;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.broadsheet.trending.statistics.ArticleFigures;
import io.broadsheet.trending.statistics.StoredStatistics;
import io.broadsheet.trending.views.KnownArticles;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What this instance keeps itself, and who keeps the rest. All methods block, and throw
 * {@link StatisticsException} if there is nothing to answer with.
 */
class LocalStatistics {

	private final Supplier<@Nullable KafkaStreams> streams;

	private final HostInfo self;

	private final LongSupplier inputLagSeconds;

	private final Clock clock;

	/**
	 * Creates it.
	 * @param streams gives this instance's client, or null before it was started
	 * @param self where other instances reach this one
	 * @param inputLagSeconds tells how far counting is behind
	 * @param clock tells now, in the publisher's zone
	 */
	LocalStatistics(Supplier<@Nullable KafkaStreams> streams, HostInfo self, LongSupplier inputLagSeconds,
			Clock clock) {
		this.streams = streams;
		this.self = self;
		this.inputLagSeconds = inputLagSeconds;
		this.clock = clock;
	}

	/**
	 * Finds who keeps the statistics of an article.
	 * @param articleId the article, which need not exist
	 * @return whom to ask
	 */
	Keepers keepers(String articleId) {
		KeyQueryMetadata owner = ask((client) -> client.queryMetadataForKey(StoredStatistics.STORE, articleId,
				Serdes.String().serializer()));
		if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
			throw StatisticsException.unavailable("Articles are being shared out among the instances", null);
		}
		List<HostInfo> all = new ArrayList<>(List.of(owner.activeHost()));
		owner.standbyHosts().stream().filter((host) -> !all.contains(host)).forEach(all::add);
		return new Keepers(owner.partition(), owner.activeHost(), List.copyOf(all));
	}

	boolean isHere(HostInfo keeper) {
		return keeper.equals(this.self);
	}

	/**
	 * Answers from this instance's stores.
	 * @param articleId the article, which need not exist
	 * @param keepers who keep it, of which this instance is one
	 * @return its statistics
	 */
	StatisticsAnswer answer(String articleId, Keepers keepers) {
		boolean stale = !isHere(keepers.active());
		return ask((client) -> {
			KnownArticles.State state = KnownArticles.stateOf(client, keepers.partition(), stale, articleId);
			if (state == KnownArticles.State.UNKNOWN) {
				throw StatisticsException.unknown();
			}
			if (state == KnownArticles.State.WITHDRAWN) {
				throw StatisticsException.withdrawn();
			}
			ZonedDateTime now = ZonedDateTime.now(this.clock);
			ArticleFigures figures = statistics(client, keepers.partition(), stale).find(articleId, now)
				.orElseThrow(() -> StatisticsException.unavailable("They are being changed", null));
			boolean degraded = stale || client.state() != KafkaStreams.State.RUNNING;
			return new StatisticsAnswer(now.truncatedTo(ChronoUnit.MILLIS).toOffsetDateTime(),
					this.inputLagSeconds.getAsLong(), degraded, figures);
		});
	}

	private static StoredStatistics statistics(KafkaStreams client, int partition, boolean stale) {
		StoreQueryParameters<ReadOnlyKeyValueStore<String, byte[]>> query = StoreQueryParameters
			.fromNameAndType(StoredStatistics.STORE, QueryableStoreTypes.<String, byte[]>keyValueStore())
			.withPartition(partition);
		return new StoredStatistics(client.store(stale ? query.enableStaleStores() : query));
	}

	/** While partitions move, Kafka Streams says so in exceptions of several types. */
	private <T> T ask(Question<T> question) {
		@Nullable KafkaStreams client = this.streams.get();
		if (client == null) {
			throw StatisticsException.unavailable("The service is waiting for its brokers", null);
		}
		try {
			return question.ask(client);
		}
		catch (KafkaException | IllegalStateException ex) {
			throw StatisticsException.unavailable("Articles are being shared out among the instances", ex);
		}
	}

	/**
	 * Something to ask a client.
	 *
	 * @param <T> the type of the answer
	 */
	private interface Question<T> {

		T ask(KafkaStreams client);

	}

}
