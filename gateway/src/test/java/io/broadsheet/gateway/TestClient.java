package io.broadsheet.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * The client of tests that look at texts, which reads each answer to its end, whether its
 * test does or not: Netty's buffers have to be read, or nobody gives them back.
 */
final class TestClient {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private TestClient() {
	}

	static WebTestClient of(int port) {
		return WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + port)
			.responseTimeout(PATIENCE)
			.filter(TestClient::whole)
			.build();
	}

	private static Mono<ClientResponse> whole(ClientRequest request, ExchangeFunction next) {
		return next.exchange(request)
			.flatMap((answer) -> answer.bodyToMono(byte[].class)
				.defaultIfEmpty(new byte[0])
				.map((body) -> answer.mutate().body(new String(body, StandardCharsets.UTF_8)).build()));
	}

}
