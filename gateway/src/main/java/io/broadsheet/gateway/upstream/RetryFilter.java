package io.broadsheet.gateway.upstream;

import java.util.Set;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends a request once more if it may, and tells a client's slowness from an upstream's.
 */
final class RetryFilter implements GatewayFilter {

	private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

	private final Retries retries;

	RetryFilter(Retries retries) {
		this.retries = retries;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		boolean onlyReads = SAFE.contains(exchange.getRequest().getMethod());
		Supplier<Mono<Void>> call = () -> {
			ServerWebExchangeUtils.removeAlreadyRouted(exchange);
			return chain.filter(exchange);
		};
		return this.retries.around(onlyReads, call)
			.onErrorMap((failure) -> isTimeout(failure) && exchange.getAttribute(UpstreamCalls.RECEIVING) != null,
					SlowClientException::new);
	}

	private static boolean isTimeout(Throwable failure) {
		return failure instanceof ResponseStatusException told
				&& told.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT);
	}

}
