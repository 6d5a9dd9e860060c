package io.broadsheet.events;

import java.util.Objects;

/**
 * One name of a byline.
 *
 * @param name as it is printed
 */
public record Author(String name) {

	public Author {
		Objects.requireNonNull(name, "name");
	}
}
