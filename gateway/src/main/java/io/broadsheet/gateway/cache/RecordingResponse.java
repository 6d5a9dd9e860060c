package io.broadsheet.gateway.cache;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * A response whose body goes to the cache's fetch, which decides what the client gets.
 */
final class RecordingResponse extends ServerHttpResponseDecorator {

	private final Fetch fetch;

	RecordingResponse(ServerHttpResponse delegate, Fetch fetch) {
		super(delegate);
		this.fetch = fetch;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return this.fetch.receive(Flux.from(body));
	}

	/** A stream without end is nothing to keep. */
	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		this.fetch.passOn();
		return super.writeAndFlushWith(body);
	}

}
