package io.broadsheet.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import tools.jackson.databind.JsonNode;

/**
 * A record as it stands on a topic, one for each type of event. Whoever writes events of
 * the type must be able to write it, whoever reads them must be able to read it; tests of
 * both sides hold themselves against it.
 *
 * @param topic the topic's name
 * @param key the record's key
 * @param headers the record's headers
 * @param value the record's value
 */
public record GoldenSample(String topic, String key, Map<String, String> headers, JsonNode value) {

	/**
	 * Reads the sample of a type.
	 * @param type the type
	 * @return its sample
	 */
	public static GoldenSample of(EventType type) {
		String resource = "/golden/" + type.wireName() + ".json";
		try (InputStream in = GoldenSample.class.getResourceAsStream(resource)) {
			if (in == null) {
				throw new IllegalStateException("No golden sample at " + resource);
			}
			return EventJson.mapper().readValue(in, GoldenSample.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Can't read " + resource, ex);
		}
	}

	/**
	 * The event that the sample tells.
	 * @return the event
	 * @throws UnreadableEventException if the sample is broken
	 */
	public Event event() throws UnreadableEventException {
		return new EventCodec("tests").read(recordHeaders(), recordValue())
			.orElseThrow(() -> new IllegalStateException("Unknown type in " + this));
	}

	/**
	 * The headers as Kafka carries them.
	 * @return the headers
	 */
	public Headers recordHeaders() {
		RecordHeaders result = new RecordHeaders();
		this.headers.forEach((name, value) -> result.add(name, value.getBytes(StandardCharsets.UTF_8)));
		return result;
	}

	/**
	 * The value as Kafka carries it.
	 * @return UTF-8 JSON
	 */
	public byte[] recordValue() {
		return EventJson.mapper().writeValueAsBytes(this.value);
	}

}
