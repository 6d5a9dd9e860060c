package io.broadsheet.gateway.cache;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * An answer that has begun.
 *
 * @param status its status
 * @param headers its headers that are for clients
 * @param surrogateKeys what it depends on, separated by spaces, or null if it does not
 * say so
 * @param body its body as it comes, to be read once; every buffer is the reader's to
 * release
 * @param abandon to be run at the end, or instead of reading the body
 */
public record OriginAnswer(HttpStatusCode status, HttpHeaders headers, @Nullable String surrogateKeys,
		Flux<DataBuffer> body, Runnable abandon) {

	/**
	 * Gives it to a client.
	 * @param response where to write to
	 * @return completes when it is written
	 */
	public Mono<Void> passOn(ServerHttpResponse response) {
		return passOn(this.body, response);
	}

	/**
	 * Gives it to a client.
	 * @param rest what the client gets as body
	 * @param response where to write to
	 * @return completes when it is written; if it fails before anything was, the response
	 * is as it was before
	 */
	Mono<Void> passOn(Publisher<DataBuffer> rest, ServerHttpResponse response) {
		response.setStatusCode(this.status);
		response.getHeaders().putAll(this.headers);
		return response.writeWith(rest).doOnError((failure) -> {
			if (!response.isCommitted()) {
				this.headers.headerNames().forEach(response.getHeaders()::remove);
			}
		});
	}

}
