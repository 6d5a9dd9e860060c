package io.broadsheet.gateway.limit;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.broadsheet.gateway.upstream.UpstreamCalls;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Receives the body of a request whole before anybody works on it: no upstream waits for
 * a slow client, and none is asked for what is too large.
 */
final class BodyLimitFilter implements WebFilter, Ordered {

	private final BodySettings settings;

	private final AtomicLong waiting = new AtomicLong();

	BodyLimitFilter(BodySettings settings) {
		this.settings = settings;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		HttpHeaders headers = request.getHeaders();
		if (!hasBody(headers)) {
			return chain.filter(exchange);
		}
		long length = headers.getContentLength();
		@Nullable DataSize streamed = this.settings.streamed().get(request.getPath().value());
		DataSize largest = (streamed != null) ? streamed : this.settings.largest();
		if (length > largest.toBytes()) {
			return Mono.error(tooLarge(largest));
		}
		if (streamed != null) {
			return chain.filter(with(exchange, passing(exchange, streamed)));
		}
		AtomicLong own = new AtomicLong();
		return collect(request.getBody(), own).flatMap((body) -> chain.filter(with(exchange, body)))
			.doFinally((signal) -> this.waiting.addAndGet(-own.get()));
	}

	static boolean hasBody(HttpHeaders headers) {
		long length = headers.getContentLength();
		return length > 0 || (length < 0 && headers.containsHeader(HttpHeaders.TRANSFER_ENCODING));
	}

	private Mono<Flux<DataBuffer>> collect(Flux<DataBuffer> body, AtomicLong own) {
		DataSize largest = this.settings.largest();
		Flux<DataBuffer> counted = body.handle((buffer, sink) -> {
			int more = buffer.readableByteCount();
			own.addAndGet(more);
			if (this.waiting.addAndGet(more) > this.settings.waiting().toBytes()) {
				DataBufferUtils.release(buffer);
				sink.error(busy());
			}
			else {
				sink.next(buffer);
			}
		});
		return DataBufferUtils.join(counted, (int) largest.toBytes())
			.map(BodyLimitFilter::copy)
			.defaultIfEmpty(Flux.empty())
			.timeout(this.settings.within())
			.onErrorMap(DataBufferLimitException.class, (failure) -> tooLarge(largest))
			.onErrorMap(TimeoutException.class, (failure) -> tooSlow(this.settings.within()));
	}

	/** May be read as often as it is needed, or never. */
	private static Flux<DataBuffer> copy(DataBuffer body) {
		byte[] bytes = new byte[body.readableByteCount()];
		body.read(bytes);
		DataBufferUtils.release(body);
		return Flux.defer(() -> Flux.just(body.factory().wrap(bytes)));
	}

	private Flux<DataBuffer> passing(ServerWebExchange exchange, DataSize largest) {
		AtomicLong size = new AtomicLong();
		exchange.getAttributes().put(UpstreamCalls.RECEIVING, true);
		return exchange.getRequest().getBody().<DataBuffer>handle((buffer, sink) -> {
			if (size.addAndGet(buffer.readableByteCount()) > largest.toBytes()) {
				DataBufferUtils.release(buffer);
				sink.error(tooLarge(largest));
			}
			else {
				sink.next(buffer);
			}
		})
			.doOnComplete(() -> exchange.getAttributes().remove(UpstreamCalls.RECEIVING))
			.timeout(this.settings.pause())
			.onErrorMap(TimeoutException.class, (failure) -> tooSlow(this.settings.pause()));
	}

	private static ServerWebExchange with(ServerWebExchange exchange, Flux<DataBuffer> body) {
		return exchange.mutate().request(new BodiedRequest(exchange.getRequest(), body)).build();
	}

	private static Refusal tooLarge(DataSize largest) {
		return Refusal.ofBody(HttpStatus.CONTENT_TOO_LARGE, "content-too-large",
				"A request here may have " + largest.toBytes() + " bytes at most");
	}

	private static Refusal tooSlow(Duration limit) {
		return Refusal.ofBody(HttpStatus.REQUEST_TIMEOUT, "request-timeout",
				"The rest of the request did not come within " + limit.toMillis() + " ms");
	}

	private static Refusal busy() {
		return Refusal
			.ofBody(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Too much is being sent just now. Try again in a moment")
			.with((headers) -> headers.set(HttpHeaders.RETRY_AFTER, "1"));
	}

	@Override
	public int getOrder() {
		return 10;
	}

}
