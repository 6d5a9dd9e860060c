package io.broadsheet.gateway.limit;

import java.security.Principal;

import io.micrometer.core.instrument.Counter;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets each client ask so often and no more: somebody by name, wherever they are, all
 * others by address. Comes after the log-in, and sees nothing of what the cache answers
 * or fetches.
 */
final class RateLimitFilter implements WebFilter, Ordered {

	private final ClientRates rates;

	private final Counter refused;

	RateLimitFilter(ClientRates rates, Counter refused) {
		this.rates = rates;
		this.refused = refused;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String client = this.rates.client(exchange.getRequest());
		if (client == null) {
			return chain.filter(exchange);
		}
		return exchange.getPrincipal()
			.map(Principal::getName)
			.map((name) -> "subject " + name)
			.defaultIfEmpty(client)
			.map(this.rates::take)
			.flatMap((quota) -> goOn(quota, exchange, chain));
	}

	private Mono<Void> goOn(Quota quota, ServerWebExchange exchange, WebFilterChain chain) {
		if (!quota.granted()) {
			this.refused.increment();
			return Mono.error(Refusal
				.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "You ask more often than your share allows")
				.with((headers) -> {
					headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Quota.seconds(quota.next())));
					this.rates.tell(quota, headers);
				}));
		}
		ServerHttpResponse response = exchange.getResponse();
		response.beforeCommit(() -> Mono.fromRunnable(() -> this.rates.tell(quota, response.getHeaders())));
		return chain.filter(exchange);
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
