package io.broadsheet.catalog.collection;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.events.CollectionChanged;
import io.broadsheet.events.EventJson;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns collections into the documents of the database's collection {@value #COLLECTION}
 * and back. A document has the slug as its id, the event's other fields, its times as
 * dates (milliseconds), {@code deleted}, and beside them which record of the log said so.
 */
public final class CollectionDocuments {

	/** Where all of them are. */
	public static final String COLLECTION = "collections";

	/** Whether the collection was deleted; such a document has no fields of the event. */
	public static final String DELETED = "deleted";

	private static final List<String> TIMES = List.of("startsAt", "endsAt", "updatedAt");

	private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {
	};

	private final JsonMapper json = EventJson.mapper();

	private final ZoneId zone;

	/**
	 * Creates the mapping.
	 * @param zone the publisher's zone
	 */
	public CollectionDocuments(ZoneId zone) {
		this.zone = zone;
	}

	/**
	 * Writes a collection.
	 * @param collection the collection
	 * @return its fields, without the slug
	 */
	public Map<String, Object> fields(CollectionChanged collection) {
		Map<String, Object> fields = this.json.convertValue(collection, FIELDS);
		fields.remove("slug");
		for (String time : TIMES) {
			fields.computeIfPresent(time, (name, value) -> Date.from(OffsetDateTime.parse((String) value).toInstant()));
		}
		return fields;
	}

	/**
	 * Reads a collection.
	 * @param document a whole document that is not deleted
	 * @return the collection, its times in the publisher's zone
	 */
	public CollectionChanged read(Document document) {
		Map<String, Object> fields = new LinkedHashMap<>(document);
		fields.put("slug", document.getString("_id"));
		for (String time : TIMES) {
			fields.computeIfPresent(time,
					(name, value) -> ((Date) value).toInstant().atZone(this.zone).toOffsetDateTime().toString());
		}
		return this.json.convertValue(fields, CollectionChanged.class);
	}

}
