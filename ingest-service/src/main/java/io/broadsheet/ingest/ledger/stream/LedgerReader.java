package io.broadsheet.ingest.ledger.stream;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.broadsheet.events.EventJson;
import io.broadsheet.ingest.ledger.LedgerEntry;
import io.broadsheet.ingest.ledger.Revision;
import io.broadsheet.ingest.ledger.answer.LedgerUnavailableException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what the ledger holds, which is more than readers may see: what this instance
 * decides about is read here, and who decides about the rest is told. All methods block,
 * and throw {@link LedgerUnavailableException} while the ledger is not deciding.
 */
public final class LedgerReader {

	/**
	 * A page of a history is not longer than this, in bytes of JSON, beyond its first
	 * line.
	 */
	private static final int LARGEST_PAGE = 8 * 1024 * 1024;

	private final JsonMapper json = EventJson.mapper();

	private final KafkaStreams streams;

	private final HostInfo self;

	LedgerReader(KafkaStreams streams, HostInfo self) {
		this.streams = streams;
		this.self = self;
	}

	/**
	 * Finds who decides about an article.
	 * @param articleId the article, which need not exist
	 * @return the address of the other instance that does, or nothing if this one does
	 */
	public Optional<URI> decidedElsewhere(String articleId) {
		HostInfo owner = whileDeciding(articleId, () -> owner(articleId).activeHost());
		return owner.equals(this.self) ? Optional.empty() : Optional.of(address(owner));
	}

	/**
	 * Finds the other instances that decide about articles.
	 * @return their addresses
	 */
	public List<URI> others() {
		return whileDeciding("",
				() -> this.streams.streamsMetadataForStore(LedgerStores.ENTRIES)
					.stream()
					.map(StreamsMetadata::hostInfo)
					.filter((host) -> !host.equals(this.self))
					.map(LedgerReader::address)
					.toList());
	}

	/**
	 * Reads how an article stands that this instance decides about.
	 * @param articleId the article
	 * @return its entry, or nothing if there is none
	 */
	public Optional<LedgerEntry> entry(String articleId) {
		return whileDeciding(articleId, () -> entry(articleId, owner(articleId).partition()));
	}

	/**
	 * Reads the history of an article that this instance decides about.
	 * @param articleId the article
	 * @param before only revisions below this one
	 * @param limit how many at most; fewer if their texts are long
	 * @return its revisions, the newest first
	 */
	public List<Revision> revisions(String articleId, long before, int limit) {
		return whileDeciding(articleId, () -> {
			int partition = owner(articleId).partition();
			List<Revision> revisions = new ArrayList<>();
			Optional<Revision> current = entry(articleId, partition).map(LedgerEntry::current);
			current.filter((revision) -> revision.revision() < before).ifPresent(revisions::add);
			long end = Math.min(before, current.map(Revision::revision).orElse(1L));
			ReadOnlyKeyValueStore<String, byte[]> earlier = store(LedgerStores.REVISIONS, partition);
			try (KeyValueIterator<String, byte[]> newestFirst = earlier.reverseRange(
					LedgerStores.RevisionKey.first(articleId), LedgerStores.RevisionKey.of(articleId, end - 1))) {
				fill(revisions, newestFirst, limit);
			}
			return revisions;
		});
	}

	/**
	 * Reads the part of the schedule that this instance keeps.
	 * @param from only articles that are due at this time or later
	 * @return entries in the order in which they are due, in which those of one time have
	 * none
	 */
	public List<LedgerEntry> scheduled(Instant from) {
		return whileDeciding("", () -> {
			Map<String, LedgerEntry> byTime = new TreeMap<>();
			partitions().forEach((partition) -> addScheduled(partition, from, byTime));
			return List.copyOf(byTime.values());
		});
	}

	private void addScheduled(int partition, Instant from, Map<String, LedgerEntry> byTime) {
		ReadOnlyKeyValueStore<String, byte[]> entries = store(LedgerStores.ENTRIES, partition);
		try (KeyValueIterator<String, byte[]> schedule = store(LedgerStores.SCHEDULE, partition)
			.range(LedgerStores.ScheduleKey.before(from), LedgerStores.ScheduleKey.LAST)) {
			schedule.forEachRemaining((each) -> {
				String articleId = LedgerStores.ScheduleKey.articleId(each.key);
				byte[] entry = entries.get(articleId);
				if (entry != null) {
					byTime.put(each.key, readEntry(articleId, entry));
				}
			});
		}
	}

	/** The partitions that this instance decides about. */
	private Set<Integer> partitions() {
		return this.streams.streamsMetadataForStore(LedgerStores.ENTRIES)
			.stream()
			.filter((instance) -> instance.hostInfo().equals(this.self))
			.flatMap((instance) -> instance.topicPartitions().stream())
			.map(TopicPartition::partition)
			.collect(Collectors.toSet());
	}

	private Optional<LedgerEntry> entry(String articleId, int partition) {
		return Optional.ofNullable(store(LedgerStores.ENTRIES, partition).get(articleId))
			.map((entry) -> readEntry(articleId, entry));
	}

	/** An article's partition is always the same, whoever owns it. */
	private KeyQueryMetadata owner(String articleId) {
		KeyQueryMetadata owner = this.streams.queryMetadataForKey(LedgerStores.ENTRIES, articleId,
				Serdes.String().serializer());
		if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
			throw new IllegalStateException("Nobody decides about it just now");
		}
		return owner;
	}

	private void fill(List<Revision> revisions, KeyValueIterator<String, byte[]> newestFirst, int limit) {
		int size = 0;
		while (newestFirst.hasNext() && revisions.size() < limit && size < LARGEST_PAGE) {
			KeyValue<String, byte[]> next = newestFirst.next();
			size += next.value.length;
			revisions.add(LedgerStores.read(this.json, next.key, next.value, Revision.class));
		}
	}

	private LedgerEntry readEntry(String articleId, byte[] stored) {
		return LedgerStores.read(this.json, articleId, stored, LedgerEntry.class);
	}

	/**
	 * The store of one partition. All partitions that there are would do as well, but for
	 * the moment in which one goes from a thread to another: an article of it would not
	 * be there.
	 */
	private ReadOnlyKeyValueStore<String, byte[]> store(String name, int partition) {
		return this.streams
			.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, byte[]>keyValueStore())
				.withPartition(partition));
	}

	/** While partitions move, Kafka Streams says so in exceptions of several types. */
	private <T> T whileDeciding(String articleId, Supplier<T> question) {
		try {
			return question.get();
		}
		catch (org.apache.kafka.common.KafkaException | IllegalStateException ex) {
			throw new LedgerUnavailableException(articleId, ex);
		}
	}

	private static URI address(HostInfo host) {
		return URI.create("http://" + host.host() + ":" + host.port());
	}

}
