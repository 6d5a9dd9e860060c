package io.broadsheet.mongo;

import java.util.List;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;

/**
 * Finds documents by their primary key even where a query asks for more of them than
 * that, as MongoDB does; mongo-java-server looks at all documents then.
 */
public final class PrimaryKeyBackend extends MemoryBackend {

	@Override
	public MemoryDatabase openOrCreateDatabase(String name) {
		return new Database(name, getCursorRegistry());
	}

	/** Makes the indexes. */
	private static final class Database extends MemoryDatabase {

		Database(String name, CursorRegistry cursors) {
			super(name, cursors);
		}

		@Override
		protected Index<Integer> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys,
				boolean sparse) {
			return new UniqueIndex(name, keys, sparse);
		}

	}

	/** What it finds is held against the whole query by whoever asks. */
	private static final class UniqueIndex extends MemoryUniqueIndex {

		UniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
			super(name, keys, sparse);
		}

		@Override
		public synchronized boolean canHandle(Document query) {
			Document ofKeys = new Document();
			keys().stream().filter(query::containsKey).forEach((key) -> ofKeys.put(key, query.get(key)));
			return super.canHandle(ofKeys);
		}

	}

}
