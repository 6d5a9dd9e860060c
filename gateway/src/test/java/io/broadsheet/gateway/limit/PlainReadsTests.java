package io.broadsheet.gateway.limit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.broadsheet.gateway.client.ClientAddresses;
import io.broadsheet.gateway.client.Networks;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who goes on without the filters, and that nobody gets more than a share by that.
 */
class PlainReadsTests {

	private final RateSettings settings = new RateSettings(2, Duration.ofHours(1), 100, List.of("192.0.2.0/24"));

	private final PlainReads reads = new PlainReads(new ClientRates(this.settings,
			new RateLimits(this.settings, TimeMeter.SYSTEM_NANOTIME), new ClientAddresses(new Networks(List.of()))));

	@ParameterizedTest
	@CsvSource({ "Content-Length, 5, false", "Content-Length, 0, true", "Transfer-Encoding, chunked, false",
			"User-Agent, reader, true" })
	void whatTheFiltersWouldHaveToLookAtIsLeftToThem(String name, String value, boolean admitted) {
		assertThat(this.reads.admits(get("192.0.2.1").header(name, value).build(), new MockServerHttpResponse()))
			.isEqualTo(admitted);
	}

	@Test
	void whoHasAskedTooOftenIsLeftToTheFilterThatSaysSo() {
		assertThat(ask("203.0.113.1")).isEqualTo("\"requests\";r=1;t=1800");
		assertThat(ask("203.0.113.1")).isEqualTo("\"requests\";r=0;t=3600");
		assertThat(this.reads.admits(get("203.0.113.1").build(), new MockServerHttpResponse())).isFalse();
		assertThat(ask("203.0.113.2")).isEqualTo("\"requests\";r=1;t=1800");
	}

	@Test
	void whoIsExemptIsToldNothing() {
		for (int request = 0; request < 10; request++) {
			assertThat(ask("192.0.2.1")).isNull();
		}
	}

	private String ask(String address) {
		MockServerHttpResponse response = new MockServerHttpResponse();
		assertThat(this.reads.admits(get(address).build(), response)).isTrue();
		response.setComplete().block(Duration.ofSeconds(30));
		return response.getHeaders().getFirst("RateLimit");
	}

	private static MockServerHttpRequest.BaseBuilder<?> get(String address) {
		return MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(address, 5000));
	}

}
