package io.broadsheet.catalog.paging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cursors are signed.
 *
 * @param key the key, the same on all instances; empty for a random one at each start
 */
@ConfigurationProperties("broadsheet.cursors")
record CursorSettings(@DefaultValue("") String key) {

	private static final int SHORTEST_KEY = 16;

	CursorSettings {
		if (!key.isEmpty() && key.length() < SHORTEST_KEY) {
			throw new IllegalArgumentException(
					"broadsheet.cursors.key must have " + SHORTEST_KEY + " characters or more, or none");
		}
	}

	@Override
	public String toString() {
		return "CursorSettings[key=" + (this.key.isEmpty() ? "none" : "given") + "]";
	}

}
