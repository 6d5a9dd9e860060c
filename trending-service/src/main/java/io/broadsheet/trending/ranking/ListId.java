package io.broadsheet.trending.ranking;

import io.broadsheet.events.RankingChanged;
import org.jspecify.annotations.Nullable;

/**
 * Which list.
 *
 * @param list what it ranks by, such as {@code most-viewed}
 * @param window how far back it counts, such as {@code 24h}
 * @param section the section that it is limited to, or all of them if absent
 */
public record ListId(String list, String window, @Nullable String section) {

	/**
	 * The id as one string.
	 * @return the key of the list's records
	 */
	public String key() {
		return RankingChanged.listId(this.list, this.window, this.section);
	}

}
