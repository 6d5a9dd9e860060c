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

	private static final int FIRST_YEAR = 1000;

	private static final int LAST_YEAR = 9998;

	TimeDeserializer() {
		super(OffsetDateTime.class);
	}

	@Override
	public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.hasToken(JsonToken.VALUE_STRING)) {
			throw InvalidFormatException.from(parser, EXPECTED, parser.currentToken(), OffsetDateTime.class);
		}
		try {
			OffsetDateTime time = OffsetDateTime.parse(parser.getString());
			if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
				throw InvalidFormatException.from(parser, "must be of the years " + FIRST_YEAR + " to " + LAST_YEAR,
						time, OffsetDateTime.class);
			}
			return time;
		}
		catch (DateTimeException ex) {
			throw InvalidFormatException.from(parser, EXPECTED, parser.getString(), OffsetDateTime.class);
		}
	}

}
