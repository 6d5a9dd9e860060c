package io.broadsheet.trending.ranking;

import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.stores.ValueReader;
import io.broadsheet.trending.stores.ValueWriter;
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

	void write(ValueWriter writer) {
		writer.text(this.list).text(this.window).number(this.scope.kind().ordinal());
		if (this.scope.name() != null) {
			writer.text(this.scope.name());
		}
	}

	static ListId read(ValueReader reader) {
		String list = reader.text();
		String window = reader.text();
		Scope.Kind kind = reader.choice(Scope.Kind.values());
		return new ListId(list, window, (kind == Scope.Kind.ALL) ? Scope.ALL : new Scope(kind, reader.text()));
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
