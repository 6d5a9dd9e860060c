package io.broadsheet.gateway.cache.answer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

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

	private static Answer answer(String body) {
		return Answer.of(HttpStatus.OK, new HttpHeaders(), body.getBytes(StandardCharsets.UTF_8),
				new Terms(Set.of("latest"), false, Duration.ofHours(1), false), 0);
	}

}
