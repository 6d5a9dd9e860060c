package io.broadsheet.catalog.search.text;

import org.jspecify.annotations.Nullable;

/**
 * Where the words were found: safe HTML, in which everything is escaped but the
 * {@code <mark>} around each find.
 *
 * @param headline the whole headline, or absent if nothing was found there
 * @param summary the whole standfirst, or absent
 * @param body up to two sentences or so, or absent
 */
public record Highlights(@Nullable String headline, @Nullable String summary, @Nullable String body) {
}
