package io.broadsheet.catalog.entry;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.stream.Collectors;

import io.broadsheet.events.Article;
import io.broadsheet.events.Author;
import org.bson.BsonBinaryWriter;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;

/**
 * Writes an entry as the <a href="https://bsonspec.org/spec.html">BSON</a> that goes to
 * the server, without a tree of its fields in between.
 */
final class EntryBytes {

	/** Room for everything but the body, in bytes; more is found if it is needed. */
	private static final int USUAL_SIZE_WITHOUT_BODY = 2048;

	private EntryBytes() {
	}

	static RawBsonDocument of(CatalogEntry entry, ZoneId zone) {
		int bodySize = (entry instanceof CatalogEntry.Published published) ? published.article().body().length() : 0;
		Buffer buffer = new Buffer(USUAL_SIZE_WITHOUT_BODY + bodySize);
		try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
			EventFields fields = new EventFields(writer);
			writer.writeStartDocument();
			fields.text("_id", entry.id());
			writer.writeInt64("revision", entry.revision());
			if (entry instanceof CatalogEntry.Published published) {
				fields.text("state", EntryDocuments.PUBLISHED);
				fields.write(published.article());
				writeKeys(fields, published.article());
			}
			else if (entry instanceof CatalogEntry.Withdrawn withdrawn) {
				fields.text("state", EntryDocuments.WITHDRAWN);
				fields.write(withdrawn.withdrawal());
			}
			fields.text("publishedDay", entry.publishedAt().atZoneSameInstant(zone).toLocalDate().toString());
			writer.writeEndDocument();
			return new RawBsonDocument(buffer.getInternalBuffer(), 0, buffer.getPosition());
		}
	}

	private static void writeKeys(EventFields fields, Article article) {
		fields.texts("authorKeys",
				article.authors().stream().map(Author::name).map(FoldedName::of).distinct().toList());
		fields.texts("languageRanges", LanguageRanges.of(article.language()));
		fields.text("tagLine", article.tags().stream().distinct().sorted().collect(Collectors.joining(" ")));
	}

	/**
	 * Copies texts and names at once, where the driver's own goes letter by letter, which
	 * is most of the time that a document takes.
	 */
	private static final class Buffer extends BasicOutputBuffer {

		Buffer(int size) {
			super(size);
		}

		@Override
		public void writeString(String text) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			writeInt32(bytes.length + 1);
			writeBytes(bytes);
			writeByte(0);
		}

		/** Fields' names, all of them ours, and so without what would end them early. */
		@Override
		public void writeCString(String name) {
			writeBytes(name.getBytes(StandardCharsets.UTF_8));
			writeByte(0);
		}

	}

}
