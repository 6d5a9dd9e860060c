package io.broadsheet.catalog.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reading what stands in an address.
 */
class ParametersTests {

	private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

	@Test
	void whatIsAbsentIsNullOrItsDefault() {
		Parameters none = Parameters.of(new LinkedMultiValueMap<>(), List.of());
		assertThat(none.text("q", 10)).isNull();
		assertThat(none.slug("section")).isNull();
		assertThat(none.date("date")).isNull();
		assertThat(none.from("from", HANOI)).isNull();
		assertThat(none.to("to", HANOI)).isNull();
		assertThat(none.limit()).isEqualTo(20);
		assertThat(none.number("year", 1, 9999, 7)).isEqualTo(7);
	}

	@Test
	void anUnknownParameterIsNamedWithThoseThatAreKnown() {
		LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
		given.add("secton", "city");
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> Parameters.of(given, List.of("section", "limit")))
			.withMessageContaining("`secton` is unknown here; known are limit, section");
	}

	@Test
	void aParameterThatIsGivenTwiceIsRefusedByName() {
		LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
		given.add("limit", "5");
		given.add("limit", "5");
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> Parameters.of(given, List.of("limit")))
			.withMessageContaining("`limit` must be given once");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0000", "a\u0000b", "a\nb", "\u007f", "\ufffd", "\ud800", "a\udc00" })
	void whatIsNoTextIsRefused(String value) {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> with("q", value))
			.withMessageContaining("`q` must be UTF-8 text");
	}

	@Test
	void textIsAsLongAsAllowedButNoLonger() {
		assertThat(with("q", "đ".repeat(10)).text("q", 10)).isEqualTo("đ".repeat(10));
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> with("q", "x".repeat(11)).text("q", 10));
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> with("q", " ").text("q", 10));
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> with("q", "x".repeat(1025)));
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "100, 100", "007, 7" })
	void aLimitIsANumber(String value, int limit) {
		assertThat(with("limit", value).limit()).isEqualTo(limit);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "101", "-1", "+1", "1.0", "1e1", "", " 1", "٣", "99999999999999999999" })
	void whatIsNoLimitIsRefused(String value) {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> with("limit", value).limit())
			.withMessageContaining("`limit` must be a number from 1 to 100");
	}

	@Test
	void aDateIsTheDayOfTheZone() {
		Parameters day = with("day", "2026-03-01");
		assertThat(day.date("day")).isEqualTo(LocalDate.of(2026, 3, 1));
		assertThat(day.from("day", HANOI)).isEqualTo(Instant.parse("2026-02-28T17:00:00Z"));
		assertThat(day.to("day", HANOI)).isEqualTo(Instant.parse("2026-03-01T17:00:00Z"));
	}

	@Test
	void aDayOfTheChangeOfClocksHasItsOwnLength() {
		Parameters day = with("day", "2026-03-29");
		ZoneId berlin = ZoneId.of("Europe/Berlin");
		assertThat(day.from("day", berlin)).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
		assertThat(day.to("day", berlin)).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-03-01T06:30:00+07:00", "2026-03-01T06:30:00 07:00", "2026-02-28T23:30:00Z" })
	void aTimeIsTheSameFromWhereverItIsTold(String value) {
		assertThat(with("from", value).from("from", HANOI)).isEqualTo(Instant.parse("2026-02-28T23:30:00Z"));
		assertThat(with("to", value).to("to", HANOI)).isEqualTo(Instant.parse("2026-02-28T23:30:00Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2025-02-30", "2025-02-29", "2025-13-01", "2025-00-10", "25-01-01", "2025-1-1",
			"2025-01-01T00:00:00", "2025-01-01T25:00:00Z", "+99999-01-01T00:00:00Z", "today", "", "2025-02-30T00:00Z" })
	void whatTheCalendarDoesNotHaveIsRefused(String value) {
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> with("from", value).from("from", HANOI))
			.withMessageContaining("`from`");
	}

	@Test
	void anAddressKeepsEverythingButWhatChanges() {
		LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
		given.add("author", "Linh Đỗ & {son}");
		given.add("cursor", "old");
		assertThat(Parameters.of(given, List.of("author", "cursor")).address("/list", "cursor", "new"))
			.isEqualTo("/list?author=Linh%20%C4%90%E1%BB%97%20%26%20%7Bson%7D&cursor=new");
	}

	private static Parameters with(String name, String value) {
		LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
		given.add(name, value);
		return Parameters.of(given, List.of(name));
	}

}
