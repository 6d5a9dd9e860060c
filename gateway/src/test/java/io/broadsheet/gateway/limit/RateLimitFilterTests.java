package io.broadsheet.gateway.limit;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.List;

import io.broadsheet.gateway.client.ClientAddresses;
import io.broadsheet.gateway.client.Networks;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who counts as one client.
 */
class RateLimitFilterTests {

	private final RateSettings settings = new RateSettings(2, Duration.ofHours(1), 100, List.of("192.0.2.0/24"));

	private final Counter refused = new SimpleMeterRegistry().counter("refused");

	private final RateLimitFilter filter = new RateLimitFilter(new ClientRates(this.settings,
			new RateLimits(this.settings, TimeMeter.SYSTEM_NANOTIME), new ClientAddresses(new Networks(List.of()))),
			this.refused);

	@Test
	void whoIsLoggedInHasAShareOfTheirOwnWhereverTheyAre() {
		ask("203.0.113.1", null);
		ask("203.0.113.1", null);
		isRefused("203.0.113.1", null);
		ask("203.0.113.1", "linh");
		ask("203.0.113.2", "linh");
		isRefused("203.0.113.3", "linh");
		ask("203.0.113.1", "minh");
		assertThat(this.refused.count()).isEqualTo(2);
	}

	@Test
	void aNameThatLooksLikeAnAddressTakesNothingFromIt() {
		ask("203.0.113.9", "203.0.113.1");
		ask("203.0.113.9", "203.0.113.1");
		isRefused("203.0.113.9", "203.0.113.1");
		ask("203.0.113.1", null);
	}

	@Test
	void whoHasAWholeNetworkOfIpv6IsOneClient() {
		ask("2001:db8:1:2::1", null);
		ask("2001:db8:1:2::2", null);
		isRefused("2001:db8:1:2:ffff::3", null);
		ask("2001:db8:1:3::1", null);
	}

	@Test
	void whoIsExemptIsAskedNothing() {
		for (int request = 0; request < 10; request++) {
			assertThat(ask("192.0.2.1", null).containsHeader("RateLimit")).isFalse();
		}
	}

	@Test
	void whatIsLeftIsToldAtTheEndSoThatNothingKeepsIt() {
		HttpHeaders headers = ask("203.0.113.1", null);
		assertThat(headers.getFirst("RateLimit")).isEqualTo("\"requests\";r=1;t=1800");
		assertThat(headers.getFirst("RateLimit-Policy")).isEqualTo("\"requests\";q=2;w=3600");
	}

	private void isRefused(String address, @Nullable String name) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ask(address, name))
			.satisfies((refusal) -> assertThat(refusal.getStatusCode().value()).isEqualTo(429));
	}

	private HttpHeaders ask(String address, @Nullable String name) {
		MockServerWebExchange.Builder exchange = MockServerWebExchange
			.builder(MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(address, 1234)).build());
		if (name != null) {
			Principal principal = () -> name;
			exchange.principal(principal);
		}
		MockServerWebExchange built = exchange.build();
		this.filter.filter(built, (passed) -> {
			assertThat(passed.getResponse().getHeaders().isEmpty()).isTrue();
			return passed.getResponse().setComplete();
		}).block();
		return built.getResponse().getHeaders();
	}

}
