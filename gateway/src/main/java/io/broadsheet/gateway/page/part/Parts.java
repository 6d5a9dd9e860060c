package io.broadsheet.gateway.page.part;

import java.util.Map;

import io.broadsheet.gateway.cache.InsideRoutes;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Fetches parts of pages.
 */
public final class Parts {

	private final InsideRoutes routes;

	/**
	 * Creates it.
	 * @param routes the routes to ask
	 */
	public Parts(InsideRoutes routes) {
		this.routes = routes;
	}

	/**
	 * Asks for a part as a reader would who asks for this alone: a kept answer is given,
	 * one fetch serves all who wait, a time-out and a breaker stand around it, and the
	 * last answer stands in when the upstream fails.
	 * @param page the request for the page
	 * @param address path and query of the part
	 * @return the answer, whatever it is; never an error
	 */
	public Mono<Part> ask(ServerHttpRequest page, String address) {
		return Mono.defer(() -> {
			PartResponse response = new PartResponse();
			return this.routes.handle(new PartRequest(page, address), response).then(Mono.fromSupplier(response::part));
		}).onErrorReturn(Part.of(HttpStatus.BAD_GATEWAY, Map.of(), new byte[0], null, false));
	}

}
