package io.broadsheet.catalog.entry;

import java.time.ZoneId;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.ArticleWithdrawn;
import io.broadsheet.events.EventJson;
import org.bson.Document;
import org.bson.RawBsonDocument;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns entries into the documents of the collection {@value #COLLECTION} and back. A
 * document has the fields of the event's article, the times that are searched for as
 * dates (milliseconds), and beside them what is searched for: {@code state},
 * {@code publishedDay}, and of published articles {@code authorKeys} (folded names),
 * {@code languageRanges} and {@code tagLine} (all tags in one text, so that an index can
 * answer for them). All of it follows from the event alone, so a replay writes the same.
 */
public final class EntryDocuments {

	/** The collection of all entries. */
	public static final String COLLECTION = "articles";

	/** Value of {@code state} while readers may see the article. */
	public static final String PUBLISHED = "published";

	/** Value of {@code state} after it was taken away from readers. */
	public static final String WITHDRAWN = "withdrawn";

	private static final List<String> TIMES = List.of("publishedAt", "updatedAt", "withdrawnAt");

	private final JsonMapper json = EventJson.mapper();

	private final ZoneId zone;

	/**
	 * Creates the mapping.
	 * @param zone the publisher's zone
	 */
	public EntryDocuments(ZoneId zone) {
		this.zone = zone;
	}

	/**
	 * Writes an entry as it goes to the database.
	 * @param entry the entry
	 * @return the bytes of its document
	 */
	public RawBsonDocument encode(CatalogEntry entry) {
		return EntryBytes.of(entry, this.zone);
	}

	/**
	 * Reads an entry.
	 * @param document a whole document
	 * @return the entry, its times in the publisher's zone
	 */
	public CatalogEntry read(Document document) {
		Map<String, Object> fields = readFields(document);
		if (WITHDRAWN.equals(document.get("state"))) {
			return new CatalogEntry.Withdrawn(this.json.convertValue(fields, ArticleWithdrawn.class));
		}
		return new CatalogEntry.Published(this.json.convertValue(fields, Article.class));
	}

	/**
	 * Reads a card.
	 * @param document a document with at least the fields of a card, and the images
	 * @return the card, its times in the publisher's zone
	 */
	public ArticleCard readCard(Document document) {
		Map<String, Object> fields = readFields(document);
		List<?> images = document.getList("images", Object.class, List.of());
		if (!images.isEmpty()) {
			fields.put("image", images.get(0));
		}
		return this.json.convertValue(fields, ArticleCard.class);
	}

	private Map<String, Object> readFields(Document document) {
		Map<String, Object> fields = new LinkedHashMap<>(document);
		fields.put("id", document.getString("_id"));
		for (String time : TIMES) {
			fields.computeIfPresent(time,
					(name, value) -> ((Date) value).toInstant().atZone(this.zone).toOffsetDateTime().toString());
		}
		return fields;
	}

}
