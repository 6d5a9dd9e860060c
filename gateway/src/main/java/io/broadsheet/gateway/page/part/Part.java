package io.broadsheet.gateway.page.part;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.broadsheet.events.EventJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * What one of the gateway's routes answers when it is asked for a part of a page.
 *
 * @param status the answer's status
 * @param headers the answer's headers, by name in lower case
 * @param body the answer's bytes, not to be changed
 * @param content what a 200 shows, a JSON object; null if there is none, or the upstream
 * answered something else
 * @param surrogateKeys what it depends on, or null if it says nothing of it, or forbids
 * to keep it
 * @param stale whether it is the last answer, because there is no newer one to be had
 */
public record Part(HttpStatusCode status, Map<String, String> headers, byte[] body, @Nullable JsonNode content,
		@Nullable Set<String> surrogateKeys, boolean stale) {

	/** Numbers stay as they were written. */
	private static final JsonMapper json = EventJson.mapper()
		.rebuild()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	public Part {
		headers = Map.copyOf(headers);
		surrogateKeys = (surrogateKeys != null) ? Set.copyOf(surrogateKeys) : null;
	}

	/**
	 * Reads an answer.
	 * @param status its status
	 * @param headers its headers, by name in lower case
	 * @param body its bytes
	 * @param surrogateKeys what it depends on, if it says so
	 * @param stale whether it is the last answer
	 * @return the part
	 */
	public static Part of(HttpStatusCode status, Map<String, String> headers, byte[] body,
			@Nullable Set<String> surrogateKeys, boolean stale) {
		return new Part(status, headers, body, status.isSameCodeAs(HttpStatus.OK) ? read(body) : null, surrogateKeys,
				stale);
	}

	private static @Nullable JsonNode read(byte[] body) {
		try {
			JsonNode content = json.readTree(body);
			return content.isObject() ? content : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * What stands in its list.
	 * @return the items; none if it is not there or no list
	 */
	public List<JsonNode> items() {
		return (this.content != null) ? List.copyOf(this.content.path("items").values()) : List.of();
	}

}
