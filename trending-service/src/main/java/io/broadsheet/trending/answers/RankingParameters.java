package io.broadsheet.trending.answers;

import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a ranking, as they were sent.
 *
 * @param window how far back to count
 * @param section a section to look at alone
 * @param tag a tag to look at alone
 * @param language a language to look at alone
 * @param publishedWithin how long ago articles may have been published
 * @param limit how many places
 */
record RankingParameters(@Nullable String window, @Nullable String section, @Nullable String tag,
		@Nullable String language, @Nullable String publishedWithin, @Nullable String limit) {
}
