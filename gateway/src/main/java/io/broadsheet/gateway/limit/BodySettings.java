package io.broadsheet.gateway.limit;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How large the body of a request may be, and how slow.
 *
 * @param largest the largest body, whatever its coding on the way
 * @param within how long a body may take to arrive, from its first byte to its last
 * @param waiting how much memory bodies may take together that are not complete or not
 * answered yet
 * @param streamed paths whose bodies are passed on as they come, and how large these may
 * be
 * @param pause how long a body that is passed on may pause
 */
@ConfigurationProperties("broadsheet.limits.body")
record BodySettings(DataSize largest, Duration within, DataSize waiting, Map<String, DataSize> streamed,
		Duration pause) {

	BodySettings {
		streamed = Map.copyOf(streamed);
		if (largest.compareTo(waiting) > 0 || largest.toBytes() > Integer.MAX_VALUE) {
			throw new IllegalArgumentException(
					"broadsheet.limits.body.largest is " + largest + ", more than all that wait may take: " + waiting);
		}
	}

}
