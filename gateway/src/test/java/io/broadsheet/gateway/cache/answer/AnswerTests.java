package io.broadsheet.gateway.cache.answer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of an answer.
 */
class AnswerTests {

	@Test
	void whatIsWorthItIsCompressedOnceForAll() {
		Answer answer = answer("a story, ".repeat(500));
		assertThat(answer.isCompressible()).isTrue();
		assertThat(answer.body(true)).isSameAs(answer.body(true)).hasSizeLessThan(answer.plain().length / 2);
		assertThat(answer.body(false)).isSameAs(answer.plain());
	}

	@Test
	void whatIsShortGoesOutAsItIs() {
		Answer answer = answer("{}");
		assertThat(answer.isCompressible()).isFalse();
		assertThat(answer.body(true)).isSameAs(answer.plain());
	}

	@Test
	void whatStandsInSaysSoAndIsElseAsItWas() {
		Answer answer = answer("{\"list\":\"trending\",\"inputLagSeconds\":4,\"degraded\":false,"
				+ "\"items\":[{\"score\":245.0},{\"score\":1.10E-7}],\"headline\":\"Linh Đỗ\"}");
		assertThat(text(answer.degraded(10_000)))
			.isEqualTo("{\"list\":\"trending\",\"inputLagSeconds\":14,\"degraded\":true,"
					+ "\"items\":[{\"score\":245.0},{\"score\":1.10E-7}],\"headline\":\"Linh Đỗ\"}");
		assertThat(answer.degraded(10_000).age(11_000)).isEqualTo(Duration.ofSeconds(11));
		assertThat(answer.degraded(10_000).terms()).isEqualTo(answer.terms());
	}

	@Test
	void whatStandsInIsNotWhatClientsHaveByItsTagOrTime() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("etag", "\"7\"");
		headers.set("Last-Modified", "Sun, 01 Mar 2026 03:00:00 GMT");
		headers.set("Content-Type", "application/json");
		assertThat(answer("{}", headers).degraded(0).headers()).containsOnlyKeys("Content-Type", "Vary");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no JSON", "[1]" })
	void whatHasNoEnvelopeStandsInAsItIs(String body) {
		assertThat(text(answer(body).degraded(10_000))).isEqualTo(body);
	}

	private static String text(Answer answer) {
		return new String(answer.plain(), StandardCharsets.UTF_8);
	}

	private static Answer answer(String body) {
		return answer(body, new HttpHeaders());
	}

	private static Answer answer(String body, HttpHeaders headers) {
		return Answer.of(HttpStatus.OK, headers, body.getBytes(StandardCharsets.UTF_8),
				new Terms(Set.of("latest"), false, Duration.ofHours(1), false), 0);
	}

}
