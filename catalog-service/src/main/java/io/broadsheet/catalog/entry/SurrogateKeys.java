package io.broadsheet.catalog.entry;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

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

	/** What stands between the spaces of a header. */
	private static final Pattern NAME = Pattern.compile("[!-~]{1,200}");

	private SurrogateKeys() {
	}

	/**
	 * Whether keys can be made of what an entry is called and stands in.
	 * @param entry the entry
	 * @return false if the header could not be sent
	 */
	public static boolean canName(CatalogEntry entry) {
		return canName(entry.id()) && canName(entry.section())
				&& entry.tags().stream().allMatch(SurrogateKeys::canName);
	}

	/**
	 * Whether a key can be made of an id or a slug.
	 * @param name the id or slug
	 * @return true for up to 200 visible characters of ASCII
	 */
	public static boolean canName(String name) {
		return NAME.matcher(name).matches();
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
