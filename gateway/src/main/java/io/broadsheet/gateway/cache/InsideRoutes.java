package io.broadsheet.gateway.cache;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * The gateway's routes for who asks from inside: through the cache as for any reader, but
 * without what looks at clients before.
 */
public final class InsideRoutes {

	private final HttpHandler handler;

	InsideRoutes(HttpHandler handler) {
		this.handler = handler;
	}

	/**
	 * Asks for something.
	 * @param request what is asked
	 * @param response takes the answer; an answer that is or could be kept as such, if it
	 * is an {@link io.broadsheet.gateway.cache.answer.AnswerReceiver}
	 * @return completes when the answer is there, whatever it is
	 */
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		return this.handler.handle(request, response);
	}

}
