package io.broadsheet.catalog.taxonomy;

/**
 * A section or a tag, and how many articles readers find there.
 *
 * @param slug the section's or the tag's
 * @param count published articles, 1 or more
 */
record SlugCount(String slug, long count) {
}
