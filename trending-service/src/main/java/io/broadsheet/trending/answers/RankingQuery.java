package io.broadsheet.trending.answers;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.Ranking;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to know.
 *
 * @param ranking by what
 * @param window how far back
 * @param section the section that it is limited to, or all of them if absent
 * @param limit how many places
 */
record RankingQuery(Ranking ranking, Window window, @Nullable String section, int limit) {

	private static final int DEFAULT_LIMIT = 10;

	private static final Pattern SECTION = Pattern.compile("[a-z0-9-]{1,64}");

	private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");

	static RankingQuery of(String list, @Nullable String window, @Nullable String section, @Nullable String limit) {
		Ranking ranking = Ranking.named(list).orElseThrow(() -> new UnknownRankingException(list));
		return new RankingQuery(ranking, window(ranking, window), section(section), limit(limit));
	}

	private static Window window(Ranking ranking, @Nullable String name) {
		return ranking.window((name != null) ? name : Window.DAY.name())
			.orElseThrow(() -> new InvalidParameterException("window", "must be one of " + windows(ranking)));
	}

	private static String windows(Ranking ranking) {
		return ranking.windows().stream().map(Window::name).collect(Collectors.joining(", "));
	}

	private static @Nullable String section(@Nullable String section) {
		if (section != null && !SECTION.matcher(section).matches()) {
			throw new InvalidParameterException("section", "must be the slug of a section");
		}
		return section;
	}

	private static int limit(@Nullable String text) {
		if (text == null) {
			return DEFAULT_LIMIT;
		}
		int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
		if (limit < 1 || limit > Ranking.PLACES) {
			throw new InvalidParameterException("limit", "must be a number from 1 to " + Ranking.PLACES);
		}
		return limit;
	}

	ListId list() {
		return this.ranking.list(this.window, this.section);
	}

}
