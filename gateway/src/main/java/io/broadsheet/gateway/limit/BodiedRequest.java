package io.broadsheet.gateway.limit;

import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * A request whose body has been looked at.
 */
final class BodiedRequest extends ServerHttpRequestDecorator {

	private final Flux<DataBuffer> body;

	BodiedRequest(ServerHttpRequest delegate, Flux<DataBuffer> body) {
		super(delegate);
		this.body = body;
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return this.body;
	}

}
