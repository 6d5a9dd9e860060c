package io.broadsheet.trending.ranking;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Which articles a list is limited to.
 *
 * @param kind by what
 * @param name the section, tag or language, in lower case; absent for all
 */
public record Scope(Kind kind, @Nullable String name) {

	/** All articles. */
	public static final Scope ALL = new Scope(Kind.ALL, null);

	public Scope {
		Objects.requireNonNull(kind, "kind");
	}

	/**
	 * The name if the scope is of a kind.
	 * @param asked the kind
	 * @return the name, or null if the scope is of another kind
	 */
	public @Nullable String nameOf(Kind asked) {
		return (this.kind == asked) ? this.name : null;
	}

	/** By what a list is limited. */
	public enum Kind {

		/** By nothing. */
		ALL,

		/** To a section. */
		SECTION,

		/** To a tag. */
		TAG,

		/** To a language, with all of its variants. */
		LANGUAGE

	}

}
