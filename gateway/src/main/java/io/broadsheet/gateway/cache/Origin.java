package io.broadsheet.gateway.cache;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where answers come from that are for everybody.
 */
@FunctionalInterface
public interface Origin {

	/**
	 * Asks as anybody might: of the request, only the address and what it accepts make a
	 * difference.
	 * @param request what a client asks
	 * @return the answer as soon as it has begun; an
	 * {@link org.springframework.web.ErrorResponse} or {@link java.io.IOException} if
	 * there is none
	 */
	Mono<OriginAnswer> ask(ServerHttpRequest request);

}
