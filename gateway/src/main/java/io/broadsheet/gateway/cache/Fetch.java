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
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.ErrorResponse;

/**
 * Receives an origin's answer, keeps it if it may, and gives it to the client.
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
	 * Receives an answer that has begun.
	 * @param answer the answer
	 * @return completes when the client has its answer; fails if the origin did and there
	 * is another answer to stand in
	 */
	Mono<Void> receive(OriginAnswer answer) {
		return Mono.defer(() -> give(answer)).doFinally((signal) -> answer.abandon().run());
	}

	private Mono<Void> give(OriginAnswer answer) {
		Flux<DataBuffer> body = answer.body()
			.onErrorMap((failure) -> !(failure instanceof ErrorResponse), OriginFailure::badGateway);
		if (answer.status().is5xxServerError()) {
			return fail(answer, body);
		}
		Optional<Terms> terms = Terms.of(answer.status(), answer.headers(), answer.surrogateKeys(),
				this.visit.route().longest());
		if (terms.isEmpty() || answer.headers().getContentLength() > this.parts.largest()) {
			return passOn(answer, body);
		}
		return collect(answer, body, terms.get());
	}

	private Mono<Void> fail(OriginAnswer answer, Flux<DataBuffer> body) {
		if (this.canStandIn) {
			return inTime(
					body.doOnNext(DataBufferUtils::release).then(Mono.error(() -> OriginFailure.badGateway(null))));
		}
		this.land.accept(new Flight.Landing.Failed());
		return passOn(answer, body);
	}

	/** Tells those who wait that the answer is not for them, if they wait still. */
	private Mono<Void> passOn(OriginAnswer answer, Flux<DataBuffer> body) {
		this.land.accept(new Flight.Landing.NotForOthers());
		long length = answer.headers().getContentLength();
		boolean isSmall = length >= 0 && length <= this.parts.largest();
		return answer.passOn(isSmall ? whole(body) : body, this.visit.response());
	}

	private Mono<DataBuffer> whole(Flux<DataBuffer> body) {
		DataBufferFactory buffers = this.visit.response().bufferFactory();
		return inTime(DataBufferUtils.join(body).map((joined) -> bytes(List.of(joined)))).map(buffers::wrap);
	}

	private <T> Mono<T> inTime(Mono<T> whole) {
		return whole.timeout(timeLeft(), Mono.error(OriginFailure::gatewayTimeout));
	}

	/**
	 * Collects the body while it is small enough, and passes one on that is not, from its
	 * beginning. What is collected must come within the time-out, however it comes.
	 */
	private Mono<Void> collect(OriginAnswer answer, Flux<DataBuffer> body, Terms terms) {
		AtomicLong size = new AtomicLong();
		return body.bufferUntil((buffer) -> size.addAndGet(buffer.readableByteCount()) > this.parts.largest())
			.timeout(Mono.delay(timeLeft()), (collected) -> Mono.never())
			.onErrorMap(TimeoutException.class, (failure) -> OriginFailure.gatewayTimeout())
			.switchOnFirst((first, buffers) -> {
				if (size.get() > this.parts.largest()) {
					return passOn(answer, buffers.concatMapIterable((some) -> some)).flux();
				}
				return buffers.next()
					.defaultIfEmpty(List.of())
					.flatMap((all) -> keep(answer, bytes(all), terms))
					.flux();
			})
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
			.then();
	}

	private Duration timeLeft() {
		Duration left = this.visit.route().timeout().minusMillis(this.parts.clock().millis() - this.askedAt);
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
	private Mono<Void> keep(OriginAnswer received, byte[] body, Terms terms) {
		return Mono.fromCallable(() -> Answer.of(received.status(), received.headers(), body, terms, this.askedAt))
			.subscribeOn(Schedulers.parallel())
			.flatMap(this::settle);
	}

	private Mono<Void> settle(Answer answer) {
		String key = answer.terms().byAccept() ? this.visit.key().variant() : this.visit.key().resource();
		Kept kept = new Kept(key, answer, this.visit.route().outlive(), this.visit.route().envelope());
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
