package io.broadsheet.catalog.projection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.broadsheet.catalog.entry.SurrogateKeys;
import org.bson.Document;

/**
 * What has to be known of an entry that is about to be overwritten.
 *
 * @param id the article's id
 * @param revision the revision that is stored
 * @param section where it stood
 * @param tags what it was tagged with
 */
record StoredEntry(String id, long revision, String section, List<String> tags) {

	StoredEntry {
		tags = List.copyOf(tags);
	}

	/**
	 * Reads an entry.
	 * @param document a document with these fields, and maybe others
	 * @return what it says
	 */
	static StoredEntry of(Document document) {
		return new StoredEntry(document.getString("_id"), document.getLong("revision"), document.getString("section"),
				document.getList("tags", String.class, List.of()));
	}

	Set<String> surrogateKeys() {
		Set<String> keys = new LinkedHashSet<>();
		keys.add(SurrogateKeys.section(this.section));
		this.tags.forEach((tag) -> keys.add(SurrogateKeys.tag(tag)));
		return keys;
	}

}
