package io.broadsheet.trending.answers;

import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.RankingChanged;
import org.jspecify.annotations.Nullable;

/**
 * A list as readers get it.
 *
 * @param list what it ranks by
 * @param window how far back it counts
 * @param section the section that it is limited to, or all of them if absent
 * @param tag the tag that it is limited to, or all articles if absent
 * @param language the language that it is limited to, or all of them if absent
 * @param publishedWithin how long ago its articles were published at most; any time if
 * absent
 * @param generatedAt when its items last changed
 * @param windowStart the first moment that was counted then
 * @param windowEnd the moment that it counted up to
 * @param inputLagSeconds how far its input is behind
 * @param degraded whether it may be out of date, because counting or reading stands
 * still, or its input is far behind
 * @param items the best first
 */
record RankingAnswer(String list, String window, @Nullable String section, @Nullable String tag,
		@Nullable String language, @Nullable String publishedWithin, OffsetDateTime generatedAt,
		OffsetDateTime windowStart, OffsetDateTime windowEnd, long inputLagSeconds, boolean degraded,
		List<RankingChanged.Item> items) {
}
