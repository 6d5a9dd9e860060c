package io.broadsheet.gateway.browser;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Adds what browsers are told to every answer in the last moment, whoever made it: so the
 * cache keeps answers without it, and gives each client its own.
 */
final class BrowserHandler implements HttpHandler {

	private final HttpHandler next;

	private final BrowserHeaders headers;

	/**
	 * Creates the handler.
	 * @param next whoever answers
	 * @param headers what each answer gets
	 */
	BrowserHandler(HttpHandler next, BrowserHeaders headers) {
		this.next = next;
		this.headers = headers;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		response.beforeCommit(() -> {
			this.headers.describe(request.getHeaders().getOrigin(), response.getHeaders());
			return Mono.empty();
		});
		CrossOrigin crossOrigin = this.headers.crossOrigin();
		if (crossOrigin != null && CrossOrigin.isPreflight(request)) {
			crossOrigin.answerPreflight(request, response);
			return response.setComplete();
		}
		return this.next.handle(request, response);
	}

}
