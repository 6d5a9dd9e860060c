package io.broadsheet.standalone;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How many instances are started of what.
 */
class ScaleTests {

	@Test
	void thereIsOneOfWhatIsNotNamed() {
		Scale scale = Scale.of(Map.of("trending", 3, "ingest", 1));
		assertThat(scale.of(Service.TRENDING)).isEqualTo(3);
		assertThat(scale.of(Service.INGEST)).isEqualTo(1);
		assertThat(scale.of(Service.GATEWAY)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "trending, 0", "trending, -1", "trending, 7", "gateway, 2", "trending-service, 2", "'', 2" })
	void whatCannotBeIsRefused(String name, int number) {
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> Scale.of(Map.of(name, number)))
			.withMessageStartingWith("--scale");
	}

}
