package io.broadsheet.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * That an upstream which was left alone is asked again when it is back.
 */
@GatewayTest
@TestPropertySource(properties = "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=500ms")
class BreakerTests {

	private static final String GOOD = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";

	private static RawUpstream catalog;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Autowired
	private CircuitBreakerRegistry breakers;

	@BeforeAll
	static void start() throws IOException {
		catalog = new RawUpstream();
	}

	@DynamicPropertySource
	static void upstreams(DynamicPropertyRegistry registry) {
		registry.add("broadsheet.gateway.upstreams.catalog.url", () -> catalog.url());
	}

	@AfterAll
	static void stop() {
		catalog.close();
	}

	@Test
	void anUpstreamThatIsBackIsAskedAgain() throws Exception {
		CircuitBreaker breaker = this.breakers.circuitBreaker("catalog");
		catalog.behave(RawUpstream.answers("nonsense\r\n\r\n"));
		for (int call = 0; breaker.getState() == CircuitBreaker.State.CLOSED && call < 100; call++) {
			assertThat(status("/api/v1/tags?limit=" + call)).isEqualTo(503);
		}
		assertThat(breaker.getState()).isNotEqualTo(CircuitBreaker.State.CLOSED);
		catalog.behave(RawUpstream.answers(GOOD));
		await().atMost(30, SECONDS)
			.until(() -> status("/api/v1/tags") == 200 && breaker.getState() == CircuitBreaker.State.CLOSED);
	}

	private int status(String path) throws IOException, InterruptedException {
		return this.http
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build(),
					HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

}
