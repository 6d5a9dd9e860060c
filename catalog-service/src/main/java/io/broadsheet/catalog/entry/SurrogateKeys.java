package io.broadsheet.catalog.entry;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Names of what an answer depends on. An answer lists them in its header
 * {@value #HEADER}, a receipt lists those that are no longer true, and a cache purges
 * what they have in common.
 */
public final class SurrogateKeys {

	/** The header, its keys separated by spaces. */
	public static final String HEADER = "Surrogate-Key";

	/** Of every answer that any published article may change. */
	public static final String LATEST = "latest";

	/** Of every answer that any collection may change. */
	public static final String COLLECTIONS = "collections";

	private SurrogateKeys() {
	}

	/**
	 * The key of an article.
	 * @param id its id
	 * @return the key
	 */
	public static String article(String id) {
		return "article:" + id;
	}

	/**
	 * The key of a section's lists.
	 * @param section its slug
	 * @return the key
	 */
	public static String section(String section) {
		return "section:" + section;
	}

	/**
	 * The key of a tag's lists.
	 * @param tag its slug
	 * @return the key
	 */
	public static String tag(String tag) {
		return "tag:" + tag;
	}

	/**
	 * The key of a collection, which its changes purge.
	 * @param collection its slug
	 * @return the key
	 */
	public static String collection(String collection) {
		return "collection:" + collection;
	}

	/**
	 * Everything that an entry may stand in.
	 * @param entry the entry
	 * @return its keys
	 */
	public static Set<String> of(CatalogEntry entry) {
		Set<String> keys = new LinkedHashSet<>();
		keys.add(article(entry.id()));
		keys.add(section(entry.section()));
		entry.tags().forEach((tag) -> keys.add(tag(tag)));
		keys.add(LATEST);
		return keys;
	}

}
