package io.broadsheet.events;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Where a story comes from when the newspaper did not write it: a news agency, a partner.
 *
 * @param name as it is printed
 * @param url the original
 */
public record Source(String name, @Nullable String url) {

	public Source {
		Objects.requireNonNull(name, "name");
	}
}
