package io.broadsheet.gateway.browser;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Adds what browsers are told to every answer in the last moment, whoever made it: so the
 * cache keeps answers without it, and gives each client its own.
 */
final class BrowserHandler implements HttpHandler {

	private final HttpHandler next;

	private final @Nullable CrossOrigin crossOrigin;

	/**
	 * Creates the handler.
	 * @param next whoever answers
	 * @param crossOrigin what other sites may do, or null if they may do nothing
	 */
	BrowserHandler(HttpHandler next, @Nullable CrossOrigin crossOrigin) {
		this.next = next;
		this.crossOrigin = crossOrigin;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		response.beforeCommit(() -> {
			describe(request, response.getHeaders());
			return Mono.empty();
		});
		if (this.crossOrigin != null && CrossOrigin.isPreflight(request)) {
			this.crossOrigin.answerPreflight(request, response);
			return response.setComplete();
		}
		return this.next.handle(request, response);
	}

	private void describe(ServerHttpRequest request, HttpHeaders answer) {
		SecurityHeaders.ALL.forEach(answer::set);
		if (this.crossOrigin != null) {
			this.crossOrigin.describe(request, answer);
		}
	}

}
