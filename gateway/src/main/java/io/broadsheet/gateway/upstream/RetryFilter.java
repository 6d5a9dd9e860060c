package io.broadsheet.gateway.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

import io.micrometer.core.instrument.Counter;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends a request once more whose connection failed, if that can do no harm: it only
 * reads, or nothing of it was sent; the failure came quickly, and the budget allows it.
 */
final class RetryFilter implements GatewayFilter {

	private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

	/**
	 * A failure is quick within this part of the time-out, so that all stays within 1.2.
	 */
	private static final int QUICK = 5;

	private final String upstream;

	private final Duration timeout;

	private final RetryBudget budget;

	private final Counter repeated;

	private final Counter overBudget;

	RetryFilter(String upstream, Duration timeout, RetryBudget budget, Refusals refusals) {
		this.upstream = upstream;
		this.timeout = timeout;
		this.budget = budget;
		this.repeated = refusals.repeated(upstream, "sent");
		this.overBudget = refusals.repeated(upstream, "over-budget");
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return Mono.defer(() -> {
			this.budget.earn();
			long begun = System.nanoTime();
			return chain.filter(exchange)
				.onErrorResume((failure) -> mayRepeat(exchange, failure, Duration.ofNanos(System.nanoTime() - begun))
						? repeat(exchange, chain) : Mono.error(failure));
		})
			.onErrorMap((failure) -> isTimeout(failure) && exchange.getAttribute(UpstreamCalls.RECEIVING) != null,
					SlowClientException::new)
			.onErrorMap((failure) -> !(failure instanceof ErrorResponse) && !(failure instanceof IOException),
					(failure) -> new UpstreamFailure(this.upstream, failure));
	}

	private boolean mayRepeat(ServerWebExchange exchange, Throwable failure, Duration elapsed) {
		boolean isHarmless = failure instanceof AbortedException
				|| (failure instanceof IOException && SAFE.contains(exchange.getRequest().getMethod()));
		if (!isHarmless || elapsed.multipliedBy(QUICK).compareTo(this.timeout) > 0) {
			return false;
		}
		boolean isAllowed = this.budget.spend();
		(isAllowed ? this.repeated : this.overBudget).increment();
		return isAllowed;
	}

	private static boolean isTimeout(Throwable failure) {
		return failure instanceof ResponseStatusException told
				&& told.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT);
	}

	private static Mono<Void> repeat(ServerWebExchange exchange, GatewayFilterChain chain) {
		ServerWebExchangeUtils.removeAlreadyRouted(exchange);
		return chain.filter(exchange);
	}

}
