package io.broadsheet.gateway.cache.answer;

import java.time.Duration;

import io.broadsheet.events.EventJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What rankings and statistics say of themselves: how far they are behind, and whether
 * they may be out of date.
 */
final class Envelope {

	private static final String LAG = "inputLagSeconds";

	/** Numbers stay as they were written. */
	private static final JsonMapper json = EventJson.mapper()
		.rebuild()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private Envelope() {
	}

	/**
	 * Says that an answer is not as new as it should be.
	 * @param body the answer's body
	 * @param age the answer's age
	 * @return the same, degraded and behind by that much more; the body itself if there
	 * is no envelope around it
	 */
	static byte[] degraded(byte[] body, Duration age) {
		try {
			JsonNode content = json.readTree(body);
			if (content instanceof ObjectNode envelope) {
				envelope.put(LAG, envelope.path(LAG).asLong(0) + age.toSeconds());
				envelope.put("degraded", true);
				return json.writeValueAsBytes(envelope);
			}
		}
		catch (JacksonException ex) {
			// an upstream that talks nonsense says nothing of itself
		}
		return body;
	}

}
