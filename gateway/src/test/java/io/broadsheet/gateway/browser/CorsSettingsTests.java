package io.broadsheet.gateway.browser;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which origins can be allowed at all.
 */
class CorsSettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://www.news.example", "http://localhost:3000", "capacitor://localhost", "*" })
	void anOriginIsAllowed(String origin) {
		assertThat(settings(origin, false).allowedOrigins()).containsExactly(origin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "www.news.example", "https://www.news.example/", "https://news.example/path", "null", "",
			"https://user@news.example", "https://news.example?x", "https://*.news.example" })
	void whatIsNoOriginIsNamedAtTheStart(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(origin, false)).withMessageContaining(origin);
	}

	@Test
	void cookiesAreNotAllowedToEverybody() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings("*", true)).withMessageContaining("cookies");
		assertThat(settings("https://www.news.example", true).allowCredentials()).isTrue();
	}

	private static CorsSettings settings(String origin, boolean allowCredentials) {
		return new CorsSettings(Set.of(origin), List.of("GET"), List.of(), List.of(), allowCredentials,
				Duration.ofHours(1));
	}

}
