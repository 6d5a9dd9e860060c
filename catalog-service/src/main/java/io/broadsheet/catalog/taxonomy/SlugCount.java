package io.broadsheet.catalog.taxonomy;

/**
 * A section or a tag, and how many articles readers find there.
 *
 * @param slug the section's or the tag's
 * @param count published articles, 1 or more
 */
record SlugCount(String slug, long count) {

	/**
	 * Reads a place in a list of counts.
	 * @param text what {@link #place} wrote
	 * @return what stands before the place
	 */
	static SlugCount of(String text) {
		String[] parts = text.split("/", 2);
		return new SlugCount(parts[1], Long.parseLong(parts[0]));
	}

	/**
	 * The place behind this one in a list of counts.
	 * @return a text
	 */
	String place() {
		return this.count + "/" + this.slug;
	}

}
