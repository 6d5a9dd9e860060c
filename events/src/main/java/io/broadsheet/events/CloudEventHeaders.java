package io.broadsheet.events;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Locale;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event as the headers of a record have them in the binary mode of
 * the <a href=
 * "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 * Kafka binding</a>, held against what the <a href=
 * "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">specification</a>
 * demands of each. Only the type is kept: the value says the rest again. It refuses what
 * the CloudEvents SDK refuses, in a fraction of its time, which for a small event is more
 * than that of reading the value.
 */
final class CloudEventHeaders {

	private static final String PREFIX = "ce_";

	private static final String CONTENT_TYPE = "content-type";

	private static final String VERSION = "1.0";

	/**
	 * How the content type of the binding's other mode begins, which nobody writes here.
	 */
	private static final String STRUCTURED = "application/cloudevents";

	private @Nullable String specVersion;

	private @Nullable String id;

	private @Nullable String source;

	private @Nullable String type;

	private CloudEventHeaders() {
	}

	/**
	 * Reads the type of an event.
	 * @param headers the record's headers; of two with one name the last one counts
	 * @return the type, which need not be one that is known
	 * @throws UnreadableEventException if an attribute is missing that every event has,
	 * or one is not what it must be
	 */
	static String type(Headers headers) throws UnreadableEventException {
		CloudEventHeaders result = new CloudEventHeaders();
		for (Header header : headers) {
			result.take(header.key(), header.value());
		}
		if (!VERSION.equals(result.specVersion)) {
			throw refusal("specversion", null);
		}
		required("id", result.id);
		required("source", result.source);
		return required("type", result.type);
	}

	private void take(String header, byte @Nullable [] value) throws UnreadableEventException {
		String text = (value != null) ? new String(value, StandardCharsets.UTF_8) : null;
		if (header.startsWith(PREFIX) && header.length() > PREFIX.length()) {
			takeAttribute(header.substring(PREFIX.length()).toLowerCase(Locale.ROOT), text);
		}
		else if (CONTENT_TYPE.equals(header) && (text == null || text.startsWith(STRUCTURED))) {
			throw refusal(CONTENT_TYPE, null);
		}
	}

	private void takeAttribute(String name, @Nullable String value) throws UnreadableEventException {
		switch (name) {
			case "specversion" -> this.specVersion = value;
			case "id" -> this.id = value;
			case "type" -> this.type = value;
			case "source" -> {
				checkReference(name, value);
				this.source = value;
			}
			case "dataschema" -> checkReference(name, value);
			case "time" -> checkTime(value);
			case "subject", "datacontenttype" -> {
			}
			default -> checkExtension(name);
		}
	}

	private static void checkReference(String name, @Nullable String value) throws UnreadableEventException {
		try {
			if (value != null) {
				new URI(value);
			}
		}
		catch (URISyntaxException ex) {
			throw refusal(name, ex);
		}
	}

	private static void checkTime(@Nullable String value) throws UnreadableEventException {
		try {
			if (value != null) {
				Timestamp.parse(value);
			}
		}
		catch (DateTimeException ex) {
			throw refusal("time", ex);
		}
	}

	private static void checkExtension(String name) throws UnreadableEventException {
		if (!name.chars().allMatch((c) -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
			throw new UnreadableEventException("The headers have what can't be an attribute of a CloudEvent", null);
		}
	}

	private static String required(String name, @Nullable String value) throws UnreadableEventException {
		if (value == null) {
			throw refusal(name, null);
		}
		return value;
	}

	private static UnreadableEventException refusal(String name, @Nullable Exception cause) {
		return new UnreadableEventException(
				"The headers are not those of a CloudEvent: " + name + " is missing, " + "or not what it must be",
				cause);
	}

}
