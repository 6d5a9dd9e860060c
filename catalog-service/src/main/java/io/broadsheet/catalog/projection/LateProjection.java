package io.broadsheet.catalog.projection;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.events.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Applies records of the log that could not be read when they were new, beside the
 * projection that follows the log: the same entries, with the same guard against older
 * revisions, and the same receipts.
 */
public final class LateProjection {

	private static final int MOST_AT_ONCE = 200;

	private static final int TRIES = 10;

	private final RecordReader reader = new RecordReader(new EventCodec(Receipts.COMPONENT));

	private final EntryWriter entries;

	private final LastTold lastTold;

	private final Receipts receipts;

	/**
	 * Creates it.
	 * @param mongo the database
	 * @param documents how entries look there
	 * @param kafka takes the receipts
	 * @param instance who they are from
	 * @param clock when they are from
	 */
	public LateProjection(ReactiveMongoTemplate mongo, EntryDocuments documents, KafkaTemplate<byte[], byte[]> kafka,
			String instance, Clock clock) {
		this.entries = new EntryWriter(mongo, documents, EntryDocuments.COLLECTION);
		this.lastTold = new LastTold(mongo);
		this.receipts = new Receipts(new AwaitedProducer(kafka), instance, clock);
	}

	/**
	 * Reads a record as the projection does.
	 * @param record a record of the log
	 * @return what it says, or nothing if this version can't read it either
	 */
	public Optional<ArticleChange> read(ConsumerRecord<byte[], byte[]> record) {
		try {
			return Optional.of(this.reader.read(record));
		}
		catch (UnreadableRecordException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Looks which articles would stand differently.
	 * @param changes changes, those of an article in the order of the log
	 * @return the ids of those that the database does not have like this
	 */
	public Set<String> missing(List<ArticleChange> changes) {
		List<ArticleWrite> writes = BatchPlan.of(changes);
		Map<String, StoredEntry> stored = this.entries.stored(ids(writes));
		return writes.stream()
			.filter((write) -> isNews(write, stored.get(write.id())))
			.map(ArticleWrite::id)
			.collect(Collectors.toSet());
	}

	/**
	 * Applies changes. If it throws, they can be applied again. The receipt of an article
	 * that stood like this before is told again, as the projection does.
	 * @param changes changes, those of an article in the order of the log
	 * @return the ids of the articles that stand differently now
	 */
	public Set<String> apply(List<ArticleChange> changes) {
		List<ArticleWrite> writes = BatchPlan.of(changes);
		Set<String> result = new HashSet<>();
		for (int from = 0; from < writes.size(); from += MOST_AT_ONCE) {
			result.addAll(write(writes.subList(from, Math.min(from + MOST_AT_ONCE, writes.size()))));
		}
		return result;
	}

	private Set<String> write(List<ArticleWrite> writes) {
		for (int i = 0; i < TRIES; i++) {
			Map<String, StoredEntry> before = this.entries.stored(ids(writes));
			LastTold.Memory memory = this.lastTold.remember(writes, before);
			AppliedBatch batch = this.entries.write(writes, before);
			if (batch.isSettled()) {
				List<AppliedBatch.Receipt> due = batch.receipts(memory.shown());
				this.receipts.send(due);
				this.lastTold.forget(memory, due);
				return writes.stream()
					.filter((write) -> isNews(write, before.get(write.id())))
					.map(ArticleWrite::id)
					.collect(Collectors.toSet());
			}
		}
		throw new IllegalStateException("Others wrote the same articles at the same moment, again and again");
	}

	private static boolean isNews(ArticleWrite write, @Nullable StoredEntry stored) {
		Optional<CatalogEntry> outcome = write.outcome();
		if (outcome.isEmpty() || stored == null) {
			return outcome.isPresent() != (stored != null);
		}
		return outcome.get().revision() > stored.revision();
	}

	private static List<String> ids(List<ArticleWrite> writes) {
		return writes.stream().map(ArticleWrite::id).toList();
	}

}
