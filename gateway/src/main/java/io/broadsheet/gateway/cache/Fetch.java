package io.broadsheet.gateway.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.broadsheet.gateway.cache.answer.Answer;
import io.broadsheet.gateway.cache.answer.AnswerWriter;
import io.broadsheet.gateway.cache.answer.Terms;
import io.broadsheet.gateway.cache.store.AnswerCache;
import io.broadsheet.gateway.cache.store.CacheMetrics;
import io.broadsheet.gateway.cache.store.Kept;
import io.broadsheet.gateway.cache.store.StoreSettings;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ResponseStatusException;

/**
 * Receives an upstream's answer, keeps it if it may, and gives it to the client.
 */
final class Fetch {

	private final Parts parts;

	private final Visit visit;

	private final Flight flight;

	private final boolean canStandIn;

	private final Consumer<Flight.Landing> land;

	private final long askedAt;

	Fetch(Parts parts, Visit visit, Flight flight, boolean canStandIn, Consumer<Flight.Landing> land) {
		this.parts = parts;
		this.visit = visit;
		this.flight = flight;
		this.canStandIn = canStandIn;
		this.land = land;
		this.askedAt = parts.clock().millis();
	}

	/**
	 * Receives the body; status and headers stand in the client's response.
	 * @param sent the body
	 * @return completes when the client has its answer; fails if the upstream did and
	 * there is another answer to stand in
	 */
	Mono<Void> receive(Flux<? extends DataBuffer> sent) {
		Flux<? extends DataBuffer> body = sent.onErrorMap((failure) -> !(failure instanceof ErrorResponse),
				(failure) -> new ResponseStatusException(HttpStatus.BAD_GATEWAY, null, failure));
		ServerHttpResponse response = this.visit.response();
		HttpStatusCode status = response.getStatusCode();
		if (status != null && status.is5xxServerError()) {
			return fail(body);
		}
		Optional<Terms> terms = Terms.of(status, response.getHeaders(), this.visit.surrogateKeys(),
				this.visit.rule().longest());
		if (terms.isEmpty() || response.getHeaders().getContentLength() > this.parts.largest()) {
			passOn();
			return response.writeWith(body);
		}
		return collect(body, terms.get());
	}

	/** Tells those who wait that the answer is not for them. */
	void passOn() {
		this.land.accept(new Flight.Landing.NotForOthers());
	}

	private Mono<Void> fail(Flux<? extends DataBuffer> body) {
		if (this.canStandIn) {
			return body.doOnNext(DataBufferUtils::release)
				.then(Mono.error(new ResponseStatusException(HttpStatus.BAD_GATEWAY)));
		}
		this.land.accept(new Flight.Landing.Failed());
		return this.visit.response().writeWith(body);
	}

	/**
	 * Collects the body while it is small enough, and passes one on that is not, from its
	 * beginning. What is collected must come within the time-out, however it comes.
	 */
	private Mono<Void> collect(Flux<? extends DataBuffer> body, Terms terms) {
		AtomicLong size = new AtomicLong();
		return Flux.<DataBuffer>from(body)
			.bufferUntil((buffer) -> size.addAndGet(buffer.readableByteCount()) > this.parts.largest())
			.timeout(Mono.delay(timeLeft()), (collected) -> Mono.never())
			.onErrorMap(TimeoutException.class,
					(failure) -> new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT, null, failure))
			.switchOnFirst((first, buffers) -> {
				if (size.get() > this.parts.largest()) {
					passOn();
					return this.visit.response().writeWith(buffers.concatMapIterable((some) -> some)).flux();
				}
				return buffers.next().defaultIfEmpty(List.of()).flatMap((all) -> keep(bytes(all), terms)).flux();
			})
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
			.then();
	}

	private Duration timeLeft() {
		Duration left = this.visit.timeout().minusMillis(this.parts.clock().millis() - this.askedAt);
		return left.isNegative() ? Duration.ZERO : left;
	}

	private static byte[] bytes(List<DataBuffer> buffers) {
		byte[] bytes = new byte[buffers.stream().mapToInt(DataBuffer::readableByteCount).sum()];
		int length = 0;
		for (DataBuffer buffer : buffers) {
			int more = buffer.readableByteCount();
			buffer.read(bytes, length, more);
			length += more;
			DataBufferUtils.release(buffer);
		}
		return bytes;
	}

	/** Compressing takes longer than a thread that serves many clients should be busy. */
	private Mono<Void> keep(byte[] body, Terms terms) {
		ServerHttpResponse response = this.visit.response();
		HttpStatusCode status = response.getStatusCode();
		if (status == null) {
			return response.setComplete();
		}
		return Mono.fromCallable(() -> Answer.of(status, response.getHeaders(), body, terms, this.askedAt))
			.subscribeOn(Schedulers.parallel())
			.flatMap(this::settle);
	}

	private Mono<Void> settle(Answer answer) {
		String key = answer.terms().byAccept() ? this.visit.key().variant() : this.visit.key().resource();
		Kept kept = new Kept(key, answer, this.visit.rule().outlive());
		if (this.parts.cache().keep(kept, this.flight.since())) {
			this.land.accept(new Flight.Landing.Shared(kept));
			return this.parts.writer().writeFresh(answer, this.visit.request(), this.visit.response());
		}
		this.parts.metrics().outdated();
		this.land.accept(new Flight.Landing.AskAgain());
		return this.parts.writer().writePassing(answer, this.visit.request(), this.visit.response());
	}

	/**
	 * What every fetch works with.
	 *
	 * @param cache where answers are kept
	 * @param writer gives them to clients
	 * @param settings what is too large
	 * @param metrics counts
	 * @param clock the clock
	 */
	record Parts(AnswerCache cache, AnswerWriter writer, StoreSettings settings, CacheMetrics metrics, Clock clock) {

		long largest() {
			return this.settings.largest().toBytes();
		}

	}

}
