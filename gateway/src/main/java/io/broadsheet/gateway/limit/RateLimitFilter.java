package io.broadsheet.gateway.limit;

import java.net.InetAddress;
import java.security.Principal;

import io.broadsheet.gateway.client.ClientAddresses;
import io.broadsheet.gateway.client.Networks;
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
 * others by address. Comes after the log-in, and sees nothing of what the cache answers.
 * Its headers are those of draft-ietf-httpapi-ratelimit-headers-11.
 */
final class RateLimitFilter implements WebFilter, Ordered {

	private static final String POLICY = "\"requests\"";

	private final RateLimits limits;

	private final String policy;

	private final ClientAddresses addresses;

	private final Networks exempt;

	private final Counter refused;

	RateLimitFilter(RateSettings settings, RateLimits limits, ClientAddresses addresses, Counter refused) {
		this.limits = limits;
		this.policy = POLICY + ";q=" + settings.requests() + ";w=" + settings.per().toSeconds();
		this.addresses = addresses;
		this.exempt = new Networks(settings.exempt());
		this.refused = refused;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		InetAddress address = this.addresses.of(exchange.getRequest());
		if (address == null || this.exempt.contain(address)) {
			return chain.filter(exchange);
		}
		return exchange.getPrincipal()
			.map(Principal::getName)
			.map((name) -> "subject " + name)
			.defaultIfEmpty(RateLimits.client(address))
			.map(this.limits::take)
			.flatMap((quota) -> goOn(quota, exchange, chain));
	}

	private Mono<Void> goOn(Quota quota, ServerWebExchange exchange, WebFilterChain chain) {
		if (!quota.granted()) {
			this.refused.increment();
			return Mono.error(Refusal
				.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "You ask more often than your share allows")
				.with((headers) -> {
					headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Quota.seconds(quota.next())));
					tell(quota, headers);
				}));
		}
		ServerHttpResponse response = exchange.getResponse();
		// at the end, so that the cache keeps nothing of it
		response.beforeCommit(() -> Mono.fromRunnable(() -> tell(quota, response.getHeaders())));
		return chain.filter(exchange);
	}

	private void tell(Quota quota, HttpHeaders headers) {
		headers.set("RateLimit", POLICY + ";r=" + quota.remaining() + ";t=" + Quota.seconds(quota.full()));
		headers.set("RateLimit-Policy", this.policy);
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
