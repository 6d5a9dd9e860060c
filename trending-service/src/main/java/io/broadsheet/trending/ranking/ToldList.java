package io.broadsheet.trending.ranking;

import java.time.OffsetDateTime;

/**
 * A list as it was last told.
 *
 * @param list the list
 * @param generatedAt when
 * @param selection what stood in it
 */
record ToldList(ListId list, OffsetDateTime generatedAt, Selection selection) {
}
