package io.broadsheet.gateway.cache;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Tells clients that there is no answer.
 */
@FunctionalInterface
public interface FailedFetch {

	/**
	 * Answers in place of an origin.
	 * @param failure what happened there
	 * @param request what was asked
	 * @param response where nothing was written yet
	 * @return completes when it is written
	 */
	Mono<Void> answer(Throwable failure, ServerHttpRequest request, ServerHttpResponse response);

}
