package io.broadsheet.catalog.entry;

import org.bson.Document;
import org.bson.codecs.DocumentCodec;

/**
 * Documents as the database gives them back, for tests that put them there.
 */
public final class StoredDocuments {

	private StoredDocuments() {
	}

	/**
	 * Writes an entry.
	 * @param documents what writes
	 * @param entry the entry
	 * @return its document
	 */
	public static Document of(EntryDocuments documents, CatalogEntry entry) {
		return documents.encode(entry).decode(new DocumentCodec());
	}

}
