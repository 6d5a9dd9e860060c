package io.broadsheet.catalog.search.index;

/**
 * A place among finds: right after this one.
 *
 * @param asOf the moment that ages are counted from, milliseconds since 1970
 * @param snapshot which state of the index the scores are from
 * @param score the find's score
 * @param publishedAt when it was published, milliseconds since 1970
 * @param id its article's id
 */
public record SearchPlace(long asOf, String snapshot, float score, long publishedAt, String id) {
}
