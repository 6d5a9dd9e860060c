package io.broadsheet.catalog.representation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.NotAcceptableStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which representation a request wants.
 */
class RepresentationTests {

	@Test
	void whoSaysNothingGetsJson() {
		assertThat(Representation.of(new HttpHeaders())).isEqualTo(Representation.JSON);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "*/*|JSON", "application/json|JSON", "application/*|JSON", "application/ld+json|JSON_LD",
					"application/ld+json, application/json|JSON", "application/json;q=0.5, application/ld+json|JSON_LD",
					"application/ld+json;q=0.5, */*;q=0.1|JSON_LD", "application/ld+json;q=0.5, application/*|JSON",
					"application/json;q=0, */*|JSON_LD", "text/html, application/xhtml+xml, */*;q=0.8|JSON",
					"text/html, application/ld+json;q=0.9, */*;q=0.8|JSON_LD",
					"application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\"|JSON_LD",
					"APPLICATION/LD+JSON|JSON_LD", "application/json; charset=utf-8|JSON" })
	void theWantedOneIsChosen(String accept, Representation expected) {
		assertThat(Representation.of(accepting(accept))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "text/*", "application/xml", "application/json;q=0", "*/*;q=0",
			"application/json;q=0, application/ld+json;q=0, */*", "nonsense", "application/json;q=2", "/", "*/json",
			"application/json;q=x" })
	void whatCantBeServedIsNotAcceptable(String accept) {
		assertThatExceptionOfType(NotAcceptableStatusException.class)
			.isThrownBy(() -> Representation.of(accepting(accept)));
	}

	private static HttpHeaders accepting(String accept) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.ACCEPT, accept);
		return headers;
	}

}
