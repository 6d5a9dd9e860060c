package io.broadsheet.ingest.newsroom;

import java.net.URI;
import java.time.Duration;

import io.broadsheet.ingest.ledger.answer.LedgerUnavailableException;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The other instances of this service, each of which knows the articles that it decides
 * about.
 */
final class Peers {

	/** Marks a question that another instance passes on: it is not passed on again. */
	static final String PASSED_ON = "X-Passed-On";

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final DataSize LARGEST_ANSWER = DataSize.ofMegabytes(16);

	private final WebClient client;

	Peers(WebClient.Builder client) {
		this.client = client.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize((int) LARGEST_ANSWER.toBytes()))
			.build();
	}

	/**
	 * Asks another instance what this one was asked.
	 * @param peer its address
	 * @param request what this one was asked
	 * @return its answer, whatever it is, or {@link LedgerUnavailableException} if there
	 * is none
	 */
	Mono<ResponseEntity<byte[]>> ask(URI peer, ServerHttpRequest request) {
		URI uri = UriComponentsBuilder.fromUri(request.getURI())
			.scheme(peer.getScheme())
			.host(peer.getHost())
			.port(peer.getPort())
			.build(true)
			.toUri();
		return this.client.get()
			.uri(uri)
			.header(PASSED_ON, "true")
			.headers((headers) -> copy(request.getHeaders(), headers, HttpHeaders.AUTHORIZATION))
			.exchangeToMono((response) -> response.toEntity(byte[].class))
			.map(Peers::relevant)
			.timeout(PATIENCE)
			.onErrorMap(Peers::isAbsence,
					(failure) -> new LedgerUnavailableException(request.getPath().value(), failure));
	}

	private static boolean isAbsence(Throwable failure) {
		return failure instanceof WebClientException || failure instanceof java.util.concurrent.TimeoutException;
	}

	private static ResponseEntity<byte[]> relevant(ResponseEntity<byte[]> answer) {
		HttpHeaders headers = new HttpHeaders();
		copy(answer.getHeaders(), headers, HttpHeaders.CONTENT_TYPE);
		copy(answer.getHeaders(), headers, HttpHeaders.ETAG);
		copy(answer.getHeaders(), headers, HttpHeaders.LINK);
		copy(answer.getHeaders(), headers, HttpHeaders.RETRY_AFTER);
		return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
	}

	private static void copy(HttpHeaders from, HttpHeaders to, String name) {
		String value = from.getFirst(name);
		if (value != null) {
			to.set(name, value);
		}
	}

}
