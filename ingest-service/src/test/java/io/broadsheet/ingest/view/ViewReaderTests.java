package io.broadsheet.ingest.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.ingest.audience.Sender;
import io.broadsheet.ingest.audience.VisitorHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which views are taken.
 */
class ViewReaderTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private final VisitorHash hash = new VisitorHash(new byte[] { 1, 2, 3 }, ZoneOffset.UTC);

	private static final Sender SENDER = new Sender("sender", false);

	private final ViewReader reader = new ViewReader(new ViewSettings(500, Duration.ofHours(24), Duration.ofMinutes(5)),
			this.hash, Clock.fixed(NOON, ZoneOffset.UTC));

	@Test
	void aViewWithoutATimeIsOfNow() throws Exception {
		assertThat(read("{\"articleId\":\"a\"}").at()).isEqualTo(OffsetDateTime.parse("2026-03-01T12:00:00Z"));
	}

	@Test
	void aViewKeepsItsArticleTimeAndReferrer() throws Exception {
		ArticleViewed view = read(
				"{\"articleId\":\"a\",\"at\":\"2026-03-01T18:30:00+07:00\",\"referrer\":\"https://x.example\"}");
		assertThat(view.articleId()).isEqualTo("a");
		assertThat(view.at()).isEqualTo(OffsetDateTime.parse("2026-03-01T18:30:00+07:00"));
		assertThat(view.referrer()).isEqualTo("https://x.example");
	}

	@Test
	void theVisitorIsNeverToldAsItCame() throws Exception {
		ArticleViewed view = read("{\"articleId\":\"a\",\"visitor\":\"installation-7\"}");
		assertThat(view.visitor()).isEqualTo(this.hash.ofDay("id:installation-7", NOON)).doesNotContain("installation");
	}

	@Test
	void aViewWithoutAVisitorIsThatOfItsSender() throws Exception {
		assertThat(read("{\"articleId\":\"a\"}").visitor()).isEqualTo(this.hash.ofDay("sender", NOON));
	}

	@ParameterizedTest
	@CsvSource({ "2026-02-28T12:00:00Z, accepted", "2026-02-28T11:59:59.999Z, too-old",
			"2026-03-01T12:05:00Z, accepted", "2026-03-01T12:05:00.001Z, in-future", "1970-01-01T00:00:00Z, too-old",
			"9999-12-31T23:59:59Z, in-future", "+999999999-12-31T23:59:59-18:00, in-future" })
	void aViewIsTakenUpToADayBackAndFiveMinutesAhead(String at, String expected) {
		assertThat(reasonFor("{\"articleId\":\"a\",\"at\":\"" + at + "\"}")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "7", "null", "\"a\"", "{\"articleId\":7}", "{\"articleId\":\"\"}",
			"{\"articleId\":\"a b\"}", "{\"articleId\":{\"$gt\":\"\"}}", "{\"articleId\":\"a\",\"visitor\":7}",
			"{\"articleId\":\"a\",\"visitor\":\"\"}", "{\"articleId\":\"a\",\"at\":1700000000}",
			"{\"articleId\":\"a\",\"at\":\"2026-03-01T12:00:00\"}", "{\"articleId\":\"a\",\"at\":\"yesterday\"}",
			"{\"articleId\":\"a\",\"referrer\":[]}", "{\"articleId\":\"a\",\"referrer\":\"\\ud800\"}",
			"{\"articleId\":\"a\",\"referrer\":\"a\\u0000\"}", "{\"articleId\":\"a\",\"visitor\":\"\\udc00\"}",
			"{\"articleId\":\"a\",\"visitor\":\"a\\nb\"}", "{\"articleId\":[[]]}",
			"{\"articleId\":\"a\",\"at\":\"2026-03-01T12:00:00+00:00:01\"}", "[[]]" })
	void garbageIsMalformed(String view) {
		assertThat(reasonFor(view)).isEqualTo("malformed");
	}

	@Test
	void aVisitorOfMoreThan64CharactersIsMalformed() {
		assertThat(reasonFor("{\"articleId\":\"a\",\"visitor\":\"" + "v".repeat(64) + "\"}")).isEqualTo("accepted");
		assertThat(reasonFor("{\"articleId\":\"a\",\"visitor\":\"" + "v".repeat(65) + "\"}")).isEqualTo("malformed");
	}

	@Test
	void aReferrerOfMoreThan2000CharactersIsMalformed() {
		assertThat(reasonFor("{\"articleId\":\"a\",\"referrer\":\"" + "r".repeat(2000) + "\"}")).isEqualTo("accepted");
		assertThat(reasonFor("{\"articleId\":\"a\",\"referrer\":\"" + "r".repeat(2001) + "\"}")).isEqualTo("malformed");
	}

	@Test
	void aReaderWhoComesFromNowhereHasNoReferrer() throws Exception {
		assertThat(read("{\"articleId\":\"a\",\"referrer\":\"\"}").referrer()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-01T11:00:00Z, accepted", "2026-03-01T13:00:00Z, in-future",
			"2026-03-01T13:00:00+02:00, accepted" })
	void aClockThatIsAnHourSlowIsBelievedAndOneThatIsAnHourFastIsNot(String at, String expected) {
		assertThat(reasonFor("{\"articleId\":\"a\",\"at\":\"" + at + "\"}")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"articleId\":\"a\"}", "{\"articleId\":\"a\",\"visitor\":\"v\"}", "{}" })
	void whateverARobotSendsIsABots(String view) {
		assertThat(reasonFor(view, new Sender("sender", true))).isEqualTo("bot");
	}

	@Test
	void whoNamesNeitherItselfNorAVisitorIsABot() {
		Sender nobody = new Sender(null, false);
		assertThat(reasonFor("{\"articleId\":\"a\"}", nobody)).isEqualTo("bot");
		assertThat(reasonFor("{\"articleId\":\"a\",\"visitor\":\"v\"}", nobody)).isEqualTo("accepted");
	}

	@Test
	void theReasonIsThatOfTheException() {
		assertThatExceptionOfType(RejectedViewException.class).isThrownBy(() -> read("{}")).withMessage("malformed");
	}

	private String reasonFor(String view) {
		return reasonFor(view, SENDER);
	}

	private String reasonFor(String view, Sender sender) {
		try {
			this.reader.read(new JsonMapper().readTree(view), sender);
			return "accepted";
		}
		catch (RejectedViewException ex) {
			return ex.reason();
		}
	}

	private ArticleViewed read(String view) throws RejectedViewException {
		return this.reader.read(new JsonMapper().readTree(view), SENDER);
	}

}
