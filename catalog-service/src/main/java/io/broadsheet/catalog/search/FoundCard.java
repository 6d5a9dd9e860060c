package io.broadsheet.catalog.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.broadsheet.catalog.search.text.Highlights;
import io.broadsheet.events.ArticleCard;
import org.jspecify.annotations.Nullable;

/**
 * A card that was found.
 *
 * @param card the card
 * @param highlights where the words were found, or absent if the article was revised
 * since
 */
record FoundCard(@JsonUnwrapped ArticleCard card, @Nullable Highlights highlights) {
}
