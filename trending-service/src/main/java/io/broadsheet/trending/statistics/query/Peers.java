package io.broadsheet.trending.statistics.query;

import java.net.URI;
import java.time.Duration;

import io.netty.channel.ChannelOption;
import org.apache.kafka.streams.state.HostInfo;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;

/**
 * The other instances of this service.
 */
class Peers {

	/** Marks a question that another instance passes on: it is not passed on again. */
	static final String PASSED_ON = "X-Passed-On";

	static final String SURROGATE_KEY = "Surrogate-Key";

	private final WebClient client;

	Peers(Duration patience) {
		HttpClient http = HttpClient.create()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
			.responseTimeout(patience);
		this.client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
	}

	/**
	 * Asks another instance.
	 * @param peer where it is
	 * @param path the path and query to ask for
	 * @return its answer, or {@link StatisticsException} if it has none just now
	 */
	Mono<ResponseEntity<byte[]>> ask(HostInfo peer, String path) {
		return this.client.get()
			.uri(URI.create("http://" + peer.host() + ":" + peer.port() + path))
			.header(PASSED_ON, "true")
			.exchangeToMono((response) -> response.toEntity(byte[].class))
			.onErrorMap(WebClientException.class,
					(failure) -> StatisticsException.unavailable("The instance that has them does not answer", failure))
			.flatMap(Peers::relevant);
	}

	private static Mono<ResponseEntity<byte[]>> relevant(ResponseEntity<byte[]> answer) {
		if (answer.getStatusCode().is5xxServerError()) {
			return Mono.error(() -> StatisticsException.unavailable("The instance that has them can't answer", null));
		}
		HttpHeaders headers = new HttpHeaders();
		copy(answer.getHeaders(), headers, HttpHeaders.CONTENT_TYPE);
		copy(answer.getHeaders(), headers, HttpHeaders.CACHE_CONTROL);
		copy(answer.getHeaders(), headers, SURROGATE_KEY);
		return Mono
			.just(new ResponseEntity<>(answer.getBody(), headers, HttpStatus.valueOf(answer.getStatusCode().value())));
	}

	private static void copy(HttpHeaders from, HttpHeaders to, String name) {
		String value = from.getFirst(name);
		if (value != null) {
			to.set(name, value);
		}
	}

}
