package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A ranked list changed. Carries the whole list, so the last event of a list is all that
 * a reader of it needs.
 *
 * @param list what it ranks by, such as {@code most-viewed}
 * @param window how far back it counts, such as {@code 24h}
 * @param section the section that it is limited to, or all of them if absent
 * @param tag the tag that it is limited to, or all articles if absent
 * @param language the language that it is limited to, in lower case and with all of its
 * variants, or all of them if absent
 * @param generatedAt when it was made
 * @param windowStart the first moment that it counts
 * @param windowEnd the moment that it counts up to
 * @param inputLagSeconds how far its input was behind when it was made
 * @param items the best first
 * @param further articles without a place that would have one among those that were
 * published within the last 1, 24, 168 or 720 hours, the best first
 */
public record RankingChanged(String list, String window, @Nullable String section, @Nullable String tag,
		@Nullable String language, OffsetDateTime generatedAt, OffsetDateTime windowStart, OffsetDateTime windowEnd,
		long inputLagSeconds, List<Item> items, List<Further> further) implements Event {

	public RankingChanged {
		Objects.requireNonNull(list, "list");
		Objects.requireNonNull(window, "window");
		Objects.requireNonNull(generatedAt, "generatedAt");
		Objects.requireNonNull(windowStart, "windowStart");
		Objects.requireNonNull(windowEnd, "windowEnd");
		items = Lists.copy(items);
		further = Lists.copy(further);
	}

	/**
	 * The id of a list, which is the key of its records.
	 * @param list what it ranks by
	 * @param window how far back it counts
	 * @param section the section that it is limited to, or null for all
	 * @param tag the tag that it is limited to, or null for all
	 * @param language the language that it is limited to, or null for all
	 * @return such as {@code most-viewed/24h/all},
	 * {@code most-viewed/24h/section/transport}, {@code trending/1h/tag/tram} or
	 * {@code trending/1h/language/en}
	 */
	public static String listId(String list, String window, @Nullable String section, @Nullable String tag,
			@Nullable String language) {
		String scope = "/all";
		if (section != null) {
			scope = "/section/" + section;
		}
		else if (tag != null) {
			scope = "/tag/" + tag;
		}
		else if (language != null) {
			scope = "/language/" + language;
		}
		return list + "/" + window + scope;
	}

	@Override
	public EventType type() {
		return EventType.RANKING_CHANGED;
	}

	@Override
	public String eventId() {
		return subject() + "@" + this.generatedAt.toInstant();
	}

	@Override
	public String subject() {
		return listId(this.list, this.window, this.section, this.tag, this.language);
	}

	@Override
	public OffsetDateTime time() {
		return this.generatedAt;
	}

	/**
	 * One place of a list.
	 *
	 * @param rank 1 for the best
	 * @param previousRank where it stood in the list before this one, if it did
	 * @param score what the list is ordered by: a number of views, reactions or shares
	 * within the window, or, of what trends, the decayed sum at {@code generatedAt}
	 * @param views how often it was viewed within the window, each reader once in half an
	 * hour
	 * @param visitors of how many different readers, those of a day told apart: an
	 * estimate, and never more than the views; absent if they were not counted
	 * @param article the article's card
	 */
	public record Item(int rank, @Nullable Integer previousRank, double score, long views, @Nullable Long visitors,
			ArticleCard article) {

		public Item {
			Objects.requireNonNull(article, "article");
		}

	}

	/**
	 * An article that has no place.
	 *
	 * @param score what the list is ordered by
	 * @param views how often it was viewed within the window
	 * @param visitors of how many different readers; absent if they were not counted
	 * @param article the article's card
	 */
	public record Further(double score, long views, @Nullable Long visitors, ArticleCard article) {

		public Further {
			Objects.requireNonNull(article, "article");
		}

	}

}
