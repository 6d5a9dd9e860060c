package io.broadsheet.ingest.imports.item;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Times as sources write them.
 */
public final class Times {

	private Times() {
	}

	/**
	 * Reads a time.
	 * @param time ISO 8601 with an offset, or anything else
	 * @return the time, or null if it is none
	 */
	public static @Nullable OffsetDateTime read(@Nullable String time) {
		try {
			return (time != null) ? OffsetDateTime.parse(time) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
