package io.broadsheet.events;

import java.net.URI;
import java.util.Optional;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
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

	private final JsonMapper json = EventJson.mapper();

	private final URI source;

	/**
	 * Creates a codec.
	 * @param component who tells the events that this codec writes, such as
	 * {@code ingest-service}
	 */
	public EventCodec(String component) {
		this.source = URI.create("/" + component);
	}

	/**
	 * Writes an event.
	 * @param event what happened
	 * @return the record, on the topic of the event's type, keyed by its subject
	 */
	public ProducerRecord<String, byte[]> write(Event event) {
		String type = event.type().wireName();
		CloudEvent cloudEvent = CloudEventBuilder.v1()
			.withId(event.eventId())
			.withSource(this.source)
			.withType(type)
			.withSubject(event.subject())
			.withTime(event.time())
			.withDataSchema(URI.create("/schemas/" + type + ".json"))
			.withData(CONTENT_TYPE, this.json.writeValueAsBytes(event))
			.build();
		String topic = event.type().topic().topicName();
		return KafkaMessageFactory.<String>createWriter(topic, event.subject()).writeBinary(cloudEvent);
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
		CloudEvent cloudEvent = cloudEvent(headers, value);
		Optional<EventType> type = EventType.of(cloudEvent.getType());
		if (type.isEmpty()) {
			return Optional.empty();
		}
		if (value == null) {
			throw new UnreadableEventException("The record has no value", null);
		}
		return Optional.of(event(type.get(), value));
	}

	private CloudEvent cloudEvent(Headers headers, byte @Nullable [] value) throws UnreadableEventException {
		try {
			MessageReader reader = KafkaMessageFactory.createReader(headers, value);
			return reader.toEvent();
		}
		catch (RuntimeException ex) {
			throw new UnreadableEventException("The headers are not those of a CloudEvent: " + ex.getMessage(), ex);
		}
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
