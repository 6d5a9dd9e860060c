package io.broadsheet.ingest.json;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;

/**
 * Reads times of ISO 8601 with an offset, and nothing else.
 */
final class TimeDeserializer extends StdDeserializer<OffsetDateTime> {

	private static final String EXPECTED = "must be an ISO 8601 time with an offset, such as 2026-03-01T06:30:00+07:00";

	TimeDeserializer() {
		super(OffsetDateTime.class);
	}

	@Override
	public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.hasToken(JsonToken.VALUE_STRING)) {
			throw InvalidFormatException.from(parser, EXPECTED, parser.currentToken(), OffsetDateTime.class);
		}
		try {
			return OffsetDateTime.parse(parser.getString());
		}
		catch (DateTimeException ex) {
			throw InvalidFormatException.from(parser, EXPECTED, parser.getString(), OffsetDateTime.class);
		}
	}

}
