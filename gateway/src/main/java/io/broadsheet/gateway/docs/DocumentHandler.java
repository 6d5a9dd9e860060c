package io.broadsheet.gateway.docs;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.broadsheet.gateway.cache.answer.AnswerWriter;
import io.broadsheet.gateway.route.UnknownParameterException;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Gives out documents, as strictly as any route.
 */
final class DocumentHandler implements WebHandler {

	private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.HEAD);

	private final Documents documents;

	private final AnswerWriter writer;

	private final Duration maxAge;

	DocumentHandler(Documents documents, AnswerWriter writer, Duration maxAge) {
		this.documents = documents;
		this.writer = writer;
		this.maxAge = maxAge;
	}

	/** The handler by the addresses that are its own. */
	Map<String, WebHandler> byPath() {
		return Map.of("/openapi.json", this, "/asyncapi.yaml", this, "/schemas/*", this, "/problems/*", this, "/docs/*",
				this, "/docs", DocumentHandler::redirect);
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		return checked(request).then(Mono.defer(() -> this.documents.find(request.getPath().value())))
			.switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
			.flatMap((document) -> this.writer.writeConstant(document, this.maxAge, request, exchange.getResponse()));
	}

	private static Mono<Void> redirect(ServerWebExchange exchange) {
		return checked(exchange.getRequest()).then(Mono.defer(() -> {
			exchange.getResponse().setStatusCode(HttpStatus.FOUND);
			exchange.getResponse().getHeaders().set(HttpHeaders.LOCATION, Documents.PAGE);
			return exchange.getResponse().setComplete();
		}));
	}

	/** Told, and not thrown: only so it is answered as a problem. */
	private static Mono<Void> checked(ServerHttpRequest request) {
		if (!METHODS.contains(request.getMethod())) {
			return Mono.error(new MethodNotAllowedException(request.getMethod(), METHODS));
		}
		if (!request.getQueryParams().isEmpty()) {
			return Mono.error(new UnknownParameterException(request.getQueryParams().keySet().iterator().next(),
					Collections.emptySortedSet()));
		}
		return Mono.empty();
	}

}
