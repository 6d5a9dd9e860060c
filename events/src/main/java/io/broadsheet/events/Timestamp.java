package io.broadsheet.events;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/**
 * Reads and writes times as events have them, such as
 * {@code 2026-05-01T12:00:00.5+07:00}. What is written like this is read digit by digit,
 * since the JDK's parser takes longer for a time than everything else of a small event;
 * anything else is left to that parser.
 */
public final class Timestamp {

	private static final int SECONDS_END = 19;

	private static final int NANO_DIGITS = 9;

	private static final int OFFSET_LENGTH = 6;

	private Timestamp() {
	}

	/**
	 * Reads a time.
	 * @param text ISO 8601 date, time and offset
	 * @return the time, with the offset that it was written with
	 * @throws DateTimeException if there is no such time
	 */
	public static OffsetDateTime parse(String text) {
		OffsetDateTime time = usual(text);
		return (time != null) ? time : OffsetDateTime.parse(text);
	}

	/**
	 * Writes a time.
	 * @param time the time
	 * @return ISO 8601 date, time and offset, which is RFC 3339's as well if the offset
	 * has no seconds
	 */
	public static String write(OffsetDateTime time) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
	}

	/** The time if it is written as usual, and there is one. */
	private static @Nullable OffsetDateTime usual(String text) {
		if (text.length() <= SECONDS_END || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(10) != 'T'
				|| text.charAt(13) != ':' || text.charAt(16) != ':') {
			return null;
		}
		int offsetAt = SECONDS_END;
		int nanos = 0;
		if (text.charAt(SECONDS_END) == '.') {
			offsetAt = digitsEnd(text, SECONDS_END + 1);
			nanos = nanos(text, SECONDS_END + 1, offsetAt);
		}
		try {
			ZoneOffset offset = offset(text, offsetAt);
			return (offset == null) ? null
					: OffsetDateTime.of(LocalDateTime.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10),
							number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos), offset);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable ZoneOffset offset(String text, int at) {
		int length = text.length() - at;
		if (length == 1 && text.charAt(at) == 'Z') {
			return ZoneOffset.UTC;
		}
		if (length != OFFSET_LENGTH || text.charAt(at + 3) != ':') {
			return null;
		}
		char sign = text.charAt(at);
		if (sign != '+' && sign != '-') {
			return null;
		}
		int hours = number(text, at + 1, at + 3);
		int minutes = number(text, at + 4, at + OFFSET_LENGTH);
		return (sign == '+') ? ZoneOffset.ofHoursMinutes(hours, minutes) : ZoneOffset.ofHoursMinutes(-hours, -minutes);
	}

	private static int nanos(String text, int from, int to) {
		int digits = to - from;
		if (digits < 1 || digits > NANO_DIGITS) {
			return -1;
		}
		int result = number(text, from, to);
		for (int i = digits; i < NANO_DIGITS; i++) {
			result *= 10;
		}
		return result;
	}

	private static int digitsEnd(String text, int from) {
		int end = from;
		while (end < text.length() && isDigit(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static int number(String text, int from, int to) {
		int result = 0;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if (!isDigit(c)) {
				throw new DateTimeException("Not a digit");
			}
			result = 10 * result + c - '0';
		}
		return result;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	/**
	 * Reads times in JSON.
	 */
	static final class Deserializer extends StdScalarDeserializer<OffsetDateTime> {

		Deserializer() {
			super(OffsetDateTime.class);
		}

		@Override
		public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) {
			OffsetDateTime time = parser.hasToken(JsonToken.VALUE_STRING) ? usual(parser.getString()) : null;
			return (time != null) ? time : InstantDeserializer.OFFSET_DATE_TIME.deserialize(parser, context);
		}

	}

}
