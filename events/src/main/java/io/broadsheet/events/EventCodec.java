package io.broadsheet.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events to Kafka records and reads them back, in the <b>binary</b> mode of the
 * <a href=
 * "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 * Kafka binding</a>: attributes in {@code ce_*} headers, the value plain JSON.
 */
public final class EventCodec {

	private static final String CONTENT_TYPE = "application/json";

	private final JsonMapper json;

	private final Map<EventType, List<Header>> constantHeaders = new EnumMap<>(EventType.class);

	/**
	 * Creates a codec.
	 * @param component who tells the events that this codec writes, such as
	 * {@code ingest-service}
	 */
	public EventCodec(String component) {
		this(component, EventJson.mapper());
	}

	/**
	 * Creates a codec.
	 * @param component who tells the events that this codec writes
	 * @param json writes and reads values as {@link EventJson#mapper()} does
	 */
	public EventCodec(String component, JsonMapper json) {
		this.json = json;
		for (EventType type : EventType.values()) {
			this.constantHeaders.put(type, constantHeaders(component, type.wireName()));
		}
	}

	private static List<Header> constantHeaders(String component, String type) {
		return List.of(header("ce_specversion", "1.0"), header("ce_source", "/" + component), header("ce_type", type),
				header("ce_dataschema", "/schemas/" + type + ".json"), header("content-type", CONTENT_TYPE));
	}

	private static Header header(String name, String value) {
		return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Writes an event. What is the same for all of a type is made once, which is most of
	 * the headers.
	 * @param event what happened
	 * @return the record, on the topic of the event's type, keyed by its subject
	 */
	public ProducerRecord<String, byte[]> write(Event event) {
		List<Header> headers = new ArrayList<>(Objects.requireNonNull(this.constantHeaders.get(event.type())));
		headers.add(header("ce_id", event.eventId()));
		headers.add(header("ce_subject", event.subject()));
		headers.add(header("ce_time", Timestamp.write(event.time())));
		String topic = event.type().topic().topicName();
		return new ProducerRecord<>(topic, null, event.subject(), this.json.writeValueAsBytes(event), headers);
	}

	/**
	 * Reads an event.
	 * @param headers the record's headers
	 * @param value the record's value
	 * @return the event, or nothing if it is of a type that this version does not know
	 * @throws UnreadableEventException if the record is not an event, or not the one that
	 * its headers promise
	 */
	public Optional<Event> read(Headers headers, byte @Nullable [] value) throws UnreadableEventException {
		Optional<EventType> type = EventType.of(CloudEventHeaders.type(headers));
		if (type.isEmpty()) {
			return Optional.empty();
		}
		if (value == null) {
			throw new UnreadableEventException("The record has no value", null);
		}
		return Optional.of(event(type.get(), value));
	}

	private Event event(EventType type, byte[] value) throws UnreadableEventException {
		try {
			Event event = this.json.readValue(value, type.eventClass());
			if (event == null) {
				throw new UnreadableEventException("The value is null", null);
			}
			return event;
		}
		catch (JacksonException ex) {
			throw new UnreadableEventException("The value is not a " + type.wireName() + ": " + ex.getOriginalMessage(),
					ex);
		}
	}

}
