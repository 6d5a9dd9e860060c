package io.broadsheet.trending.ranking;

import io.broadsheet.events.RankingChanged;
import org.jspecify.annotations.Nullable;

/**
 * Which list.
 *
 * @param list what it ranks by, such as {@code most-viewed}
 * @param window how far back it counts, such as {@code 24h}
 * @param scope which articles it is limited to
 */
public record ListId(String list, String window, Scope scope) {

	/**
	 * The id as one string.
	 * @return the key of the list's records
	 */
	public String key() {
		return RankingChanged.listId(this.list, this.window, section(), tag(), language());
	}

	@Nullable String section() {
		return this.scope.nameOf(Scope.Kind.SECTION);
	}

	@Nullable String tag() {
		return this.scope.nameOf(Scope.Kind.TAG);
	}

	@Nullable String language() {
		return this.scope.nameOf(Scope.Kind.LANGUAGE);
	}

}
