package io.broadsheet.catalog.projection;

import java.util.ArrayList;
import java.util.List;

import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.events.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * Applies records to a collection that no reader sees yet: the same entries as ever, but
 * no receipts, and no dead letters, which were written when the records were new.
 */
public final class QuietProjection {

	private final RecordReader reader = new RecordReader(new EventCodec(Receipts.COMPONENT));

	private final EntryWriter entries;

	/**
	 * Creates it.
	 * @param mongo the database
	 * @param documents how entries look there
	 * @param collection where to put them
	 */
	public QuietProjection(ReactiveMongoTemplate mongo, EntryDocuments documents, String collection) {
		this.entries = new EntryWriter(mongo, documents, collection);
	}

	/**
	 * Applies records. If it throws, they can be applied again.
	 * @param records the records, those of a partition in the order of the log
	 * @return what those that can be read say, in the same order
	 */
	public List<ArticleChange> apply(ConsumerRecords<byte[], byte[]> records) {
		List<ArticleChange> changes = new ArrayList<>(records.count());
		for (ConsumerRecord<byte[], byte[]> record : records) {
			try {
				changes.add(this.reader.read(record));
			}
			catch (UnreadableRecordException ex) {
				continue;
			}
		}
		if (!changes.isEmpty()) {
			List<ArticleWrite> writes = BatchPlan.of(changes);
			this.entries.write(writes, this.entries.before(writes));
		}
		return changes;
	}

}
