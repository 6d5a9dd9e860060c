package io.broadsheet.events;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

import io.cloudevents.types.Time;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times as events have them, held against what the JDK reads.
 */
class TimestampTests {

	private static final String ODD = "0129:.-+TZz /٣";

	private static final JsonMapper PLAIN = JsonMapper.builder()
		.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
		.build();

	@ParameterizedTest
	@ValueSource(strings = { "2026-05-01T12:00:00+07:00", "2026-05-01T12:00:00Z", "2024-02-29T23:59:59.5-03:30",
			"2026-12-31T23:59:59.123456789+18:00", "0001-01-01T00:00:00.000000001-18:00", "2026-05-01T12:00+07:00",
			"2026-05-01T12:00:00+0700", "2026-05-01T12:00:00+07:00:01", "2026-05-01T12:00:00.Z",
			"2026-05-01T12:00:00.1234567890Z", "+12026-05-01T12:00:00Z", "2026-02-30T12:00:00Z", "2026-05-01", "" })
	void whateverIsChangedTheJdkReadsTheSameOrRefusesItToo(String text) {
		assertIsReadAsTheJdkDoes(text);
		for (int i = 0; i < text.length(); i++) {
			assertIsReadAsTheJdkDoes(text.substring(0, i));
			assertIsReadAsTheJdkDoes(text.substring(0, i) + text.substring(i + 1));
			for (char odd : ODD.toCharArray()) {
				assertIsReadAsTheJdkDoes(text.substring(0, i) + odd + text.substring(i + 1));
				assertIsReadAsTheJdkDoes(text.substring(0, i) + odd + text.substring(i));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"2026-05-01T12:00:00+07:00\"", "\"2026-05-01T12:00:00+0700\"", "\"2026-05-01T12:00Z\"",
			"\" 2026-05-01T12:00:00Z \"", "1777612800", "1777612800.5", "\"1777612800\"", "\"\"", "\"x\"", "{}", "null",
			"true" })
	void inJsonATimeIsReadAsJacksonDoes(String json) {
		assertThat(read(EventJson.mapper(), json)).isEqualTo(read(PLAIN, json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-05-01T12:00:00+07:00", "2026-05-01T12:00:00Z", "2024-02-29T23:59:59.5-03:30",
			"2026-12-31T23:59:59.123456789+18:00", "0001-01-01T00:00:00.000000001-18:00" })
	void whatIsWrittenIsWhatTheSdkOfCloudEventsWrites(String text) {
		OffsetDateTime time = OffsetDateTime.parse(text);
		assertThat(Timestamp.write(time)).isEqualTo(Time.writeTime(time));
	}

	private static void assertIsReadAsTheJdkDoes(String text) {
		assertThat(ours(text)).as(text).isEqualTo(jdk(text));
	}

	private static @Nullable OffsetDateTime ours(String text) {
		try {
			return Timestamp.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable OffsetDateTime jdk(String text) {
		try {
			return OffsetDateTime.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static String read(JsonMapper json, String value) {
		try {
			return String.valueOf(json.readValue(value, OffsetDateTime.class));
		}
		catch (JacksonException ex) {
			return "refused";
		}
	}

}
