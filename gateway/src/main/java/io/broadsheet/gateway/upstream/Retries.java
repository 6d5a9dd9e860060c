package io.broadsheet.gateway.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import org.springframework.web.ErrorResponse;

/**
 * Makes a call once more whose connection failed, if that can do no harm: it only reads,
 * or nothing of it was sent; the failure came quickly, and the budget allows it.
 */
final class Retries {

	/**
	 * A failure is quick within this part of the time-out, so that all stays within 1.2.
	 */
	private static final int QUICK = 5;

	private final String upstream;

	private final Duration timeout;

	private final RetryBudget budget;

	private final Counter repeated;

	private final Counter overBudget;

	Retries(String upstream, Duration timeout, RetryBudget budget, Refusals refusals) {
		this.upstream = upstream;
		this.timeout = timeout;
		this.budget = budget;
		this.repeated = refusals.repeated(upstream, "sent");
		this.overBudget = refusals.repeated(upstream, "over-budget");
	}

	/**
	 * Makes a call.
	 * @param <T> what it gives
	 * @param onlyReads whether it changes nothing
	 * @param call makes it, each time anew
	 * @return what it gives, or why there is nothing
	 */
	<T> Mono<T> around(boolean onlyReads, Supplier<Mono<T>> call) {
		return Mono.defer(() -> {
			this.budget.earn();
			long begun = System.nanoTime();
			return call.get()
				.onErrorResume((failure) -> mayRepeat(onlyReads, failure, Duration.ofNanos(System.nanoTime() - begun))
						? call.get() : Mono.error(failure));
		}).onErrorMap(this::describe);
	}

	private boolean mayRepeat(boolean onlyReads, Throwable failure, Duration elapsed) {
		boolean isHarmless = failure instanceof AbortedException || (failure instanceof IOException && onlyReads);
		if (!isHarmless || elapsed.multipliedBy(QUICK).compareTo(this.timeout) > 0) {
			return false;
		}
		boolean isAllowed = this.budget.spend();
		(isAllowed ? this.repeated : this.overBudget).increment();
		return isAllowed;
	}

	private Throwable describe(Throwable failure) {
		boolean isKnown = failure instanceof ErrorResponse || failure instanceof IOException;
		return isKnown ? failure : new UpstreamFailure(this.upstream, failure);
	}

}
