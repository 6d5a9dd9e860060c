package io.broadsheet.events;

import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * What readers are told when something that they may have read was wrong.
 *
 * @param at when it was corrected
 * @param note what was wrong
 */
public record Correction(OffsetDateTime at, String note) {

	public Correction {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(note, "note");
	}
}
