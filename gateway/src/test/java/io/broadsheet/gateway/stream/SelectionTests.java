package io.broadsheet.gateway.stream;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.broadsheet.gateway.route.UnknownParameterException;
import io.broadsheet.gateway.stream.history.Position;
import io.broadsheet.gateway.stream.history.StreamEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What clients may ask the stream for, and what they then get.
 */
class SelectionTests {

	@ParameterizedTest
	@CsvSource({ "'', article, tram, true", "'', ranking, trending/24h/all, true",
			"'', ranking, trending/24h/section/culture, false", "types=article, ranking, trending/24h/all, false",
			"types=ranking, article, tram, false", "'types=article,ranking', article, tram, true",
			"'articles=tram,bus', article, bus, true", "'articles=tram,bus', article, opera, false",
			"articles=tram&articles=bus, article, bus, true", "lists=trending, ranking, trending/1h/tag/tram, true",
			"lists=trend, ranking, trending/1h/all, false", "lists=trending/24h/all, ranking, trending/24h/all, true",
			"lists=trending/24h/all, ranking, trending/1h/all, false",
			"lists=trending/24h, ranking, trending/24h/section/culture, true" })
	void aClientGetsWhatItAskedForAlone(String query, String type, String subject, boolean gets) {
		StreamEvent event = new StreamEvent(0, 1, type, subject, Position.of(1), "{}");
		assertThat(selection(query).has(event)).isEqualTo(gets);
	}

	@ParameterizedTest
	@CsvSource({ "types=", "types=weather", "'types=article,'", "articles=a/b", "'articles=a,,b'", "lists=/",
			"lists=a/b/c/d/e", "articles=%20" })
	void whatCantBeMeantIsRefused(String query) {
		assertThatExceptionOfType(StreamRefusedException.class).isThrownBy(() -> selection(query))
			.satisfies((refusal) -> assertThat(refusal.getStatusCode().value()).isEqualTo(400))
			.satisfies((refusal) -> assertThat(refusal.getBody().getDetail())
				.contains('"' + query.substring(0, query.indexOf('=')) + '"'));
	}

	@Test
	void aHundredNamesAreTakenAndOneMoreIsNot() {
		assertThat(selection("articles=" + names(100)).articles()).hasSize(100);
		assertThatExceptionOfType(StreamRefusedException.class).isThrownBy(() -> selection("articles=" + names(101)));
		assertThatExceptionOfType(StreamRefusedException.class).isThrownBy(() -> selection("articles=" + names(5000)));
	}

	@Test
	void aMisspeltParameterIsNamed() {
		assertThatExceptionOfType(UnknownParameterException.class).isThrownBy(() -> selection("typs=article"))
			.withMessageContaining("typs");
	}

	private static String names(int number) {
		return IntStream.range(0, number).mapToObj((each) -> "a" + each).collect(Collectors.joining(","));
	}

	private static Selection selection(String query) {
		return Selection
			.of(UriComponentsBuilder.fromUriString("/?" + query.replace("%20", " ")).build().getQueryParams());
	}

}
